package lab.cli.orderings;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import lab.explore.Bounds;
import lab.explore.Claim;
import lab.explore.Exploration;
import lab.explore.Explorer;
import lab.explore.Schedule;
import lab.explore.SearchProgress;
import lab.input.BadInput;
import lab.memorymodel.Grain;
import lab.memorymodel.Instruction;
import lab.memorymodel.MemoryModel;
import lab.memorymodel.Program;
import lab.memorymodel.ProgramState;
import lab.memorymodel.compiler.LoadBuffering;
import lab.memorymodel.engine.ProgramMachine;
import lab.memorymodel.labels.ProgramWeakening;
import lab.memorymodel.labels.StepLabels;
import lab.room.Room;
import lab.room.Structure;

/** What the models say of a program with one access weaker than it ships. */
public final class OrderingModel {
  /** Most time for one search, if nothing else is asked for. */
  public static final Duration LONGEST = Duration.ofSeconds(5);

  /** The models that can notice: under {@code sc} no mode means anything. */
  public static final List<MemoryModel> MODELS = List.of(MemoryModel.TSO, MemoryModel.JAVA);

  private final Structure structure;
  private final Bounds bounds;
  private final Optional<SearchProgress> heard;
  private final Map<MemoryModel, Answer> asShipped;

  public OrderingModel(Structure structure, Bounds bounds) {
    this(structure, bounds, Optional.empty(), new EnumMap<>(MemoryModel.class));
  }

  private OrderingModel(
      Structure structure,
      Bounds bounds,
      Optional<SearchProgress> heard,
      Map<MemoryModel, Answer> asShipped) {
    this.structure = structure;
    this.bounds = bounds;
    this.heard = heard;
    this.asShipped = asShipped;
  }

  /** The same model; who waits for its answers hears how far a search is. */
  public OrderingModel telling(SearchProgress listener) {
    return new OrderingModel(structure, bounds, Optional.of(listener), asShipped);
  }

  /**
   * What a search found.
   *
   * @param broken the claim that breaks in the fewest steps; empty: none does, as far as it went
   * @param extent how far the search went, or why there was none
   * @param complete whether every state was visited
   * @param depth length of the longest shortest schedule
   * @param took wall-clock time
   */
  public record Answer(
      MemoryModel model,
      Optional<String> broken,
      Optional<Schedule> schedule,
      long states,
      boolean complete,
      String extent,
      int depth,
      Duration took) {
    /** Whether the model allows what a claim says cannot be. */
    public boolean notices() {
      return broken.isPresent();
    }
  }

  /**
   * An access in a weaker mode.
   *
   * @param from what the access is, named as VarHandle's method
   * @param to what it becomes
   */
  public record Weaker(String label, String mode, String from, String to) {}

  /**
   * The rooms that have structures.
   *
   * @param named whether the person named them, so that one without is an error
   * @throws BadInput if there is none
   */
  public static List<Room> rooms(List<Room> asked, boolean named) {
    List<Room> with = asked.stream().filter(r -> !r.structures().isEmpty()).toList();
    if (with.isEmpty() || (named && with.size() < asked.size())) {
      String without =
          asked.stream()
              .filter(r -> r.structures().isEmpty())
              .map(Room::id)
              .collect(Collectors.joining(", "));
      throw new BadInput(
          "--orderings needs a shipped class beside its program; %s has none".formatted(without));
    }
    return with;
  }

  /** Every access of the program in every weaker mode, in the order of the program. */
  public List<Weaker> weaker() {
    List<Weaker> all = new ArrayList<>();
    Program program = structure.program();
    for (String label : ProgramWeakening.labels(program)) {
      Instruction instruction = ProgramWeakening.labelled(program, label);
      for (String mode : ProgramWeakening.weaker(instruction)) {
        all.add(
            new Weaker(
                label,
                mode,
                StepLabels.name(instruction),
                ProgramWeakening.word(instruction, mode)));
      }
    }
    return all;
  }

  /** The program as it ships: nothing should break. */
  public Answer asShipped(MemoryModel model) {
    return ask(structure.program(), model, Set.of());
  }

  /**
   * The program with one access weaker.
   *
   * @param before what breaks as it ships, if anything: it cannot notice
   */
  public Answer ask(Weaker weaker, MemoryModel model, Set<String> before) {
    return ask(program(weaker), model, before);
  }

  /**
   * Whether the program with the access in that mode may load-buffer, which no model here shows.
   */
  boolean mayLoadBuffer(String label, String mode) {
    return weaker().stream()
        .filter(w -> w.label().equals(label) && w.mode().equals(mode))
        .anyMatch(w -> LoadBuffering.possible(program(w)));
  }

  /** What each model says of the access in that mode; empty if the program has no such access. */
  List<Answer> asked(String label, String mode) {
    List<Answer> answers = new ArrayList<>();
    for (Weaker weaker : weaker()) {
      if (weaker.label().equals(label) && weaker.mode().equals(mode)) {
        for (MemoryModel model : MODELS) {
          Answer shipped = asShipped.computeIfAbsent(model, this::asShipped);
          answers.add(ask(weaker, model, shipped.broken().map(Set::of).orElse(Set.of())));
        }
      }
    }
    return answers;
  }

  /** The weakened program as a machine, to replay a schedule on. */
  public ProgramMachine machine(Weaker weaker, MemoryModel model) {
    return machine(program(weaker), model);
  }

  private Program program(Weaker weaker) {
    return ProgramWeakening.of(structure.program(), weaker.label(), weaker.mode());
  }

  private ProgramMachine machine(Program program, MemoryModel model) {
    List<Claim<ProgramState>> claims =
        structure.claims().stream().filter(c -> !(c instanceof Claim.Beats<?>)).toList();
    return ProgramMachine.of(program, model, Grain.ACCESSES, claims);
  }

  private Answer ask(Program program, MemoryModel model, Set<String> before) {
    ProgramMachine machine;
    try {
      machine = machine(program, model);
    } catch (BadInput e) {
      return new Answer(
          model,
          Optional.empty(),
          Optional.empty(),
          0,
          false,
          "not searched: " + e.getMessage(),
          0,
          Duration.ZERO);
    }
    Explorer.Options options = Explorer.Options.within(bounds).withUntil(Explorer.Until.DECIDED);
    Exploration found =
        Explorer.explore(
            machine, machine.start(), heard.map(options::withProgress).orElse(options));
    Optional<Exploration.Answer> shortest =
        found.answers().stream()
            .filter(a -> a.outcome() == Exploration.Outcome.BREAKS)
            .filter(a -> !before.contains(a.claim().name()))
            .min(Comparator.comparingInt(a -> a.schedule().map(Schedule::size).orElse(0)));
    return new Answer(
        model,
        shortest.map(a -> a.claim().name()),
        shortest.flatMap(Exploration.Answer::schedule),
        found.states(),
        found.complete(),
        found.extent(),
        found.depth(),
        found.took());
  }
}
