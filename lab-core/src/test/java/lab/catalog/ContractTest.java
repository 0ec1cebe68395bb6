package lab.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import lab.explore.Claim;
import lab.explore.Exploration;
import lab.input.BadInput;
import lab.room.Control;
import lab.room.Evidence;
import lab.room.Exercise;
import lab.room.Explanation;
import lab.room.Findings;
import lab.room.Live;
import lab.room.NoEvidence;
import lab.room.Outcome;
import lab.room.Preset;
import lab.room.ProgramControls;
import lab.room.Room;
import lab.room.Scene;
import lab.room.Settings;
import lab.room.Stress;
import lab.stage.Piece;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** What every room owes, whatever it is about. A room's own test holds what is particular. */
class ContractTest {
  private static final List<Room> ROOMS = Catalog.lab().rooms();

  @BeforeAll
  static void pin() throws IOException {
    if ("write".equals(System.getProperty("lab.pins"))) {
      Pins.write(ROOMS);
      ReadmeTable.write(ROOMS);
    }
  }

  private static Stream<DynamicTest> each(Consumer<Room> check) {
    return ROOMS.stream()
        .map(room -> DynamicTest.dynamicTest(room.address(), () -> check.accept(room)));
  }

  @TestFactory
  Stream<DynamicTest> thePresetsAnswerAsPredicted() {
    return each(room -> {
      asPredicted(room, Preset.DEFAULT, room.controls().defaults());
      asPredicted(room, Preset.FIXED, room.fixed());
    });
  }

  private static void asPredicted(Room room, Preset preset, Settings settings) {
    Exploration found = room.models().under(settings);
    assertThat(found.complete()).isTrue();
    assertThat(room.preset(settings)).isEqualTo(preset);
    for (Exploration.Answer answer : found.answers()) {
      assertThat(Optional.of(answer.outcome()))
          .as(preset + " " + answer.claim().name())
          .isEqualTo(room.prediction(preset, answer.claim()));
    }
  }

  /** An exception that speaks of no claim, or says what the rule says, is a mistake. */
  @TestFactory
  Stream<DynamicTest> whatIsExceptedExists() {
    return each(room -> {
      Set<String> claims = new LinkedHashSet<>();
      room.claims(room.controls().defaults()).forEach(c -> claims.add(c.name()));
      room.claims(room.fixed()).forEach(c -> claims.add(c.name()));
      assertThat(claims).containsAll(room.expected().exceptions());
      assertThat(
              room.expected()
                  .needless(room.claims(room.controls().defaults()), room.claims(room.fixed())))
          .isEmpty();
    });
  }

  @TestFactory
  Stream<DynamicTest> statesAndShortestSchedulesAreThosePinned() {
    Map<String, List<String>> kept = Pins.kept();
    assertThat(kept.keySet()).containsExactlyElementsOf(ROOMS.stream().map(Room::address).toList());
    return each(room -> assertThat(Pins.of(room)).isEqualTo(kept.get(room.address())));
  }

  @Test
  void readmeListsTheRoomsAsTheyAre() throws IOException {
    assertThat(ReadmeTable.kept()).isEqualTo(ReadmeTable.of(ROOMS));
  }

  @TestFactory
  Stream<DynamicTest> whatIsClaimedIsNotTrueOfAnEmptyWorld() {
    return each(room -> {
      for (Settings settings : List.of(room.controls().defaults(), room.fixed())) {
        List<? extends Claim<?>> claims = room.claims(settings);
        assertThat(claims)
            .anyMatch(c -> c instanceof Claim.Sometimes<?> || c instanceof Claim.Reach<?>);
        assertThat(claims).extracting(Claim::name).doesNotHaveDuplicates();
        assertThat(claims).extracting(Claim::text).allMatch(t -> t.matches("(?s)[A-Z].*[.]"));
      }
    });
  }

  @TestFactory
  Stream<DynamicTest> everyValueOfEveryControlDrawsOrIsRefused() {
    return each(room -> {
      for (Settings base : List.of(room.controls().defaults(), room.fixed())) {
        for (Control<?> control : room.controls().list()) {
          for (String value : control.samples()) {
            set(room, base, control.name(), value).ifPresent(settings -> draw(room, settings));
          }
        }
      }
    });
  }

  /** The base with one control changed; empty if another control leaves it no choice. */
  private static Optional<Settings> set(Room room, Settings base, String control, String value) {
    try {
      return Optional.of(room.controls().with(base, control, value));
    } catch (BadInput e) {
      assertThat(e.getMessage()).isNotBlank().doesNotContain("\n");
      return Optional.empty();
    }
  }

  /** Both presets, and each of them with one control at another value, where that goes together. */
  private static Set<Settings> variants(Room room) {
    Set<Settings> all = new LinkedHashSet<>();
    for (Settings base : List.of(room.controls().defaults(), room.fixed())) {
      for (Control<?> control : room.controls().list()) {
        for (String value : control.samples()) {
          set(room, base, control.name(), value)
              .filter(settings -> goesTogether(room, settings))
              .ifPresent(all::add);
        }
      }
    }
    return all;
  }

  private static boolean goesTogether(Room room, Settings settings) {
    try {
      room.scene(settings);
      return true;
    } catch (BadInput e) {
      return false;
    }
  }

  private static void draw(Room room, Settings settings) {
    Scene<?> scene;
    try {
      scene = room.scene(settings);
    } catch (BadInput e) {
      assertThat(e.getMessage()).as(settings.toString()).isNotBlank().doesNotContain("\n");
      return;
    }
    List<Piece> pieces = start(scene);
    assertThat(pieces).as(settings.toString()).isNotEmpty();
    assertThat(pieces).extracting(Piece::key).as(settings.toString()).doesNotHaveDuplicates();
  }

  private static <S> List<Piece> start(Scene<S> scene) {
    return scene.picture().apply(scene.machine().start()).pieces();
  }

  @TestFactory
  Stream<DynamicTest> noStepDoesNothing() {
    return each(room -> {
      Set<String> idle = new LinkedHashSet<>();
      for (Settings settings : variants(room)) {
        IdleSteps.of(room.scene(settings)).forEach(s -> idle.add(settings + ": " + s));
      }
      assertThat(idle).isEmpty();
    });
  }

  /** What is refused is not possible, and is refused once and with a reason. */
  @TestFactory
  Stream<DynamicTest> refusalsAreSound() {
    return each(room -> {
      Set<String> unsound = new LinkedHashSet<>();
      for (Settings settings : variants(room)) {
        UnsoundRefusals.of(room.scene(settings)).forEach(r -> unsound.add(settings + ": " + r));
      }
      assertThat(unsound).isEmpty();
    });
  }

  @TestFactory
  Stream<DynamicTest> whatAPictureOffersIsPossible() {
    return each(room -> {
      for (Settings settings : List.of(room.controls().defaults(), room.fixed())) {
        assertThat(VainOffers.of(room, settings)).isEmpty();
        assertThat(UnknownOffers.of(room, settings)).isEmpty();
      }
    });
  }

  @TestFactory
  Stream<DynamicTest> evidenceSpeaksOfTheRoomsOwnClaimsAndControls() {
    return each(room -> {
      assertThat(room.evidence()).isNotEmpty();
      Settings defaults = room.controls().defaults();
      for (Evidence evidence : room.evidence()) {
        Set<String> claims = new LinkedHashSet<>();
        for (Map<String, String> row : evidence.rows()) {
          Settings settings = room.controls().with(defaults, row);
          assertThat(settings.all(row)).as("canonical: " + row).isTrue();
          room.claims(settings).forEach(c -> claims.add(c.name()));
        }
        assertThat(claims).as(evidence.toString()).contains(evidence.claim());
        outcomes(evidence)
            .forEach(o -> o.violates().ifPresent(c -> assertThat(claims).contains(c)));
      }
    });
  }

  /** A room that knows no memory model cannot leave the reason of a zero to one. */
  @TestFactory
  Stream<DynamicTest> everyZeroHasAReason() {
    return each(room -> {
      for (Evidence evidence : room.evidence()) {
        boolean mayBeSeen = outcomes(evidence).stream().anyMatch(Outcome::violation);
        if (mayBeSeen && !room.controls().has(ProgramControls.MODEL)) {
          assertThat(evidence.unseen()).as(evidence.claim()).isPresent();
        }
      }
    });
  }

  private static List<Outcome> outcomes(Evidence evidence) {
    return switch (evidence) {
      case Stress s -> s.cases().stream().flatMap(c -> c.outcomes().stream()).toList();
      case Live l -> l.outcomes();
      default -> List.of();
    };
  }

  @TestFactory
  Stream<DynamicTest> aSentenceWithoutFindingsSaysNothingOfThisMachine() {
    return each(room -> {
      String said = room.sentence(new Findings("amd64", List.of(), List.of()));
      assertThat(said).doesNotContain("null", "Here ", " here", "  ");
      assertThat(said).matches("|[A-Z0-9](?s:.*)[.]");
    });
  }

  @TestFactory
  Stream<DynamicTest> everyRoomIsExplained() {
    return each(room -> {
      Explanation explanation = room.explanation().orElseThrow();
      List<String> headings =
          explanation
              .text()
              .lines()
              .filter(l -> l.startsWith("## "))
              .map(l -> l.substring(3))
              .toList();
      assertThat(headings).isEqualTo(Explanation.PARTS);
      assertThat(explanation.text()).startsWith("# " + room.title() + "\n");
      assertThat(explanation.text().lines().count())
          .as("about a screen of an expert")
          .isBetween(40L, 110L);
    });
  }

  /** What is asked can be answered, and is not answered already. */
  @TestFactory
  Stream<DynamicTest> everyExerciseHasAnAnswer() {
    return each(room -> {
      assertThat(room.explanation().orElseThrow().exercises()).hasSizeBetween(2, 3);
      for (Exercise exercise : room.explanation().orElseThrow().exercises()) {
        Settings start = room.controls().with(room.controls().defaults(), exercise.changes());
        Exploration.Answer answer = room.models().answer(start, exercise.claim()).orElseThrow();
        assertThat(answer.outcome())
            .as(exercise.asks())
            .isIn(
                exercise.kind() == Exercise.Kind.WEAKEN
                    ? EnumSet.of(Exploration.Outcome.SAFE, Exploration.Outcome.BREAKS)
                    : EnumSet.of(Exploration.Outcome.BREAKS, Exploration.Outcome.REACHED));
      }
    });
  }

  /** A proof says in which world it holds. */
  @TestFactory
  Stream<DynamicTest> everyWorldIsToldInWords() {
    return each(room -> {
      for (Settings settings : List.of(room.controls().defaults(), room.fixed())) {
        assertThat(room.world(settings)).isNotBlank().doesNotEndWith(".").doesNotContain("\n");
      }
    });
  }

  /** Names of classes tell a reader nothing. */
  @TestFactory
  Stream<DynamicTest> evidenceIsToldInWords() {
    return each(room -> {
      for (Evidence evidence : room.evidence()) {
        assertThat(evidence.about().isBlank()).isEqualTo(evidence instanceof NoEvidence);
        assertThat(evidence.about()).doesNotContainPattern("[a-z][A-Z]|[$.]");
      }
    });
  }

  /** DESIGN, section 2: whose address it is decides all other names. */
  @TestFactory
  Stream<DynamicTest> aRoomLiesWhereItsAddressSays() {
    return each(room -> {
      Path folder = Path.of("src/main/java", room.packageName().split("[.]"));
      String type =
          Arrays.stream(room.id().split("-"))
              .map(w -> w.substring(0, 1).toUpperCase(Locale.ROOT) + w.substring(1))
              .collect(Collectors.joining());
      assertThat(folder.resolve(type + ".java")).exists();
    });
  }
}
