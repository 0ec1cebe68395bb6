package lab.cli.ask;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import lab.cli.answer.ModelAnswer;
import lab.explore.SearchProgress;
import lab.input.BadInput;
import lab.memorymodel.MemoryModel;
import lab.room.Evidence;
import lab.room.Live;
import lab.room.Models;
import lab.room.NoEvidence;
import lab.room.Outcome;
import lab.room.ProgramControls;
import lab.room.Room;
import lab.room.Series;
import lab.room.Settings;
import lab.room.Stress;
import lab.room.StressTest;

/**
 * Which evidence of a room a run asks for: the rows that vary by themselves, narrowed by what the
 * person set.
 *
 * @param settings a value for each control
 * @param evidence what to ask, in order; stress evidence with the tests that fit
 * @param mode the value of the control {@code mode}, if the person set it
 */
public record Selection(
    Room room, Settings settings, List<Evidence> evidence, Optional<String> mode)
    implements Inquiry {
  /** The kinds of evidence, as {@code --only} takes them. */
  public static final List<String> KINDS = List.of("stress", "bench", "live", "fact");

  public Selection {
    evidence = List.copyOf(evidence);
  }

  /**
   * Selects.
   *
   * @param set names of the controls that the person set
   * @param fixed whether the fixed preset was asked for: what it changes counts as set
   * @param only kinds to ask for
   * @throws BadInput if the settings do not go together: found before anything starts
   */
  public static Selection of(
      Room room, Settings settings, Set<String> set, boolean fixed, Set<String> only) {
    room.scene(settings);
    Set<String> chosen = new HashSet<>(set);
    if (fixed) {
      Settings defaults = room.controls().defaults();
      defaults.values().keySet().stream()
          .filter(c -> !room.fixed().is(c, defaults.get(c)))
          .forEach(chosen::add);
    }
    Set<String> free = new HashSet<>(room.contrast());
    free.removeAll(chosen);
    List<Evidence> evidence = new ArrayList<>();
    for (Evidence one : room.evidence()) {
      if (one instanceof NoEvidence || only.contains(kind(one))) {
        switch (one) {
          case Stress stress -> fitting(stress, room, settings, free).ifPresent(evidence::add);
          case Live live when !fits(live.settings(), settings, free) -> {}
          case Series series when !fits(series.rows().getFirst(), settings, free) -> {}
          default -> evidence.add(one);
        }
      }
    }
    Optional<String> mode =
        chosen.contains(ProgramControls.MODE)
            ? Optional.ofNullable(settings.values().get(ProgramControls.MODE))
            : Optional.empty();
    return new Selection(room, settings, evidence, mode);
  }

  /** As {@code --only} knows it: a series is asked for by what measures it. */
  private static String kind(Evidence evidence) {
    return evidence instanceof Series series
        ? series.live().isPresent() ? "live" : "bench"
        : evidence.kind();
  }

  /** Its tests that fit. A claim that the machine does not make under these settings goes. */
  private static Optional<Evidence> fitting(
      Stress stress, Room room, Settings settings, Set<String> free) {
    List<StressTest> tests =
        stress.cases().stream().filter(t -> fits(t.settings(), settings, free)).toList();
    if (!tests.isEmpty()) {
      return Optional.of(stress.only(tests));
    }
    boolean claimed =
        room.scene(settings).machine().claims().stream()
            .anyMatch(c -> c.name().equals(stress.claim()));
    return claimed
        ? Optional.of(new NoEvidence(stress.claim(), "no stress test stands for these settings"))
        : Optional.empty();
  }

  private static boolean fits(Map<String, String> stands, Settings settings, Set<String> free) {
    return stands.entrySet().stream()
        .allMatch(e -> free.contains(e.getKey()) || settings.is(e.getKey(), e.getValue()));
  }

  @Override
  public List<String> contrast() {
    return room.contrast();
  }

  @Override
  public Optional<ModelAnswer> model(String claim, Map<String, String> row, SearchProgress heard) {
    Settings asked = room.controls().with(settings, row);
    Models models = room.models().telling(heard);
    return models.claims(asked, claim)
        ? Optional.of(
            ModelAnswer.of(claim, asked.values(), row, models.under(asked))
                .within(reach(asked, claim, models)))
        : Optional.empty();
  }

  private ModelAnswer.Scope reach(Settings asked, String claim, Models models) {
    Optional<ProgramControls.Scope> scope = models.scope(asked);
    return new ModelAnswer.Scope(
        room.controls().has(ProgramControls.MODEL) ? MemoryModel.words() : List.of(),
        Optional.of(room.world(asked)).filter(w -> !w.isEmpty()),
        scope.map(ProgramControls.Scope::by),
        scope.map(ProgramControls.Scope::leftOut),
        models.mayLoadBuffer(asked),
        byCpu(asked, claim, models));
  }

  /** The models that allow of opaque accesses what the claim rules out of these plain ones. */
  private Optional<List<String>> byCpu(Settings asked, String claim, Models models) {
    boolean plain = "plain".equals(asked.values().get(ProgramControls.MODE));
    if (!plain || !room.controls().has(ProgramControls.MODEL)) {
      return Optional.empty();
    }
    try {
      Settings opaque = room.controls().with(asked, ProgramControls.MODE, "opaque");
      return models.claims(opaque, claim)
          ? Optional.of(models.allowing(Outcome.bad("", "", claim), opaque))
          : Optional.empty();
    } catch (BadInput e) {
      return Optional.empty();
    }
  }

  @Override
  public List<String> allowing(Outcome outcome, Map<String, String> row, SearchProgress heard) {
    return room.models().telling(heard).allowing(outcome, room.controls().with(settings, row));
  }

  /**
   * The kinds that {@code --only} names.
   *
   * @throws BadInput if one is unknown
   */
  public static Set<String> only(List<String> typed) {
    for (String kind : typed) {
      if (!KINDS.contains(kind)) {
        throw new BadInput("only is some of %s (got %s)".formatted(String.join(", ", KINDS), kind));
      }
    }
    return typed.isEmpty() ? Set.copyOf(KINDS) : Set.copyOf(typed);
  }
}
