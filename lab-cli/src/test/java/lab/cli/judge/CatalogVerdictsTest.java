package lab.cli.judge;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import lab.catalog.Catalog;
import lab.cli.answer.Count;
import lab.cli.answer.HostResult;
import lab.cli.answer.ModelAnswer;
import lab.cli.answer.Verdict;
import lab.cli.ask.Selection;
import lab.memorymodel.Architecture;
import lab.memorymodel.MemoryModel;
import lab.room.Evidence;
import lab.room.Findings;
import lab.room.Live;
import lab.room.Outcome;
import lab.room.Room;
import lab.room.Stress;
import lab.room.StressTest;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Verdicts over every room's own evidence, with results made up: only broken twins saw anything.
 */
class CatalogVerdictsTest {
  private static final Judge JUDGE = new Judge(Architecture.of("amd64"), 0.98, true, List.of());

  @TestFactory
  Stream<DynamicTest> verdictsAreToldApartByWords() {
    return each(room -> {
      Verdicts verdicts = of(room);
      List<String> labels = verdicts.all().stream().map(Verdict::label).toList();
      assertThat(labels).doesNotHaveDuplicates();
      assertThat(labels).noneMatch(l -> l.matches(".*(\\(\\d+\\)|, \\d+)"));
    });
  }

  @TestFactory
  Stream<DynamicTest> whatATwinSawIsEvidenceOfNothing() {
    return each(room -> {
      Verdicts verdicts = of(room);
      Set<String> twins = twins(room);
      assertThat(verdicts.findings().counted())
          .allMatch(c -> c.seen() == 0)
          .extracting(Findings.Counted::test)
          .noneMatch(twins::contains);
      assertThat(verdicts.all()).noneMatch(v -> v.sentence().startsWith("seen in"));
    });
  }

  @Test
  void theRoomsHaveTwinsToSpeakOf() {
    assertThat(Catalog.lab().rooms().stream().flatMap(r -> twins(r).stream()))
        .hasSizeGreaterThan(5);
  }

  private static Stream<DynamicTest> each(Consumer<Room> check) {
    return Catalog.lab().rooms().stream()
        .map(room -> DynamicTest.dynamicTest(room.address(), () -> check.accept(room)));
  }

  /** Names of tests that only ever run as twins. */
  private static Set<String> twins(Room room) {
    Set<String> twins = new LinkedHashSet<>();
    Set<String> others = new LinkedHashSet<>();
    for (Evidence evidence : room.evidence()) {
      if (evidence instanceof Stress s) {
        s.cases().forEach(c -> (c.twin() ? twins : others).add(c.name()));
      }
      if (evidence instanceof Live l) {
        (l.twin() ? twins : others).add(l.main());
      }
    }
    twins.removeAll(others);
    return twins;
  }

  private static Verdicts of(Room room) {
    Selection asked =
        Selection.of(
            room, room.controls().defaults(), Set.of(), false, Set.copyOf(Selection.KINDS));
    List<ModelAnswer> model = new ArrayList<>();
    List<HostResult> host = new ArrayList<>();
    for (Evidence evidence : asked.evidence()) {
      for (Map<String, String> row : evidence.rows()) {
        model.add(answer(evidence.claim(), row));
      }
      switch (evidence) {
        case Stress s -> s.cases().forEach(c -> host.add(result(s, c)));
        case Live l when !l.outcomes().isEmpty() ->
            host.add(result(l.kind(), l.claim(), l.main(), l.settings(), l.twin(), l.outcomes()));
        default -> {}
      }
    }
    return Verdicts.of(asked, JUDGE, model, host);
  }

  private static ModelAnswer answer(String claim, Map<String, String> row) {
    return new ModelAnswer(
        claim, row, "breaks", Optional.empty(), 1, true, row, "complete", Optional.empty());
  }

  private static HostResult result(Stress stress, StressTest test) {
    return result(
        stress.kind(), stress.claim(), test.name(), test.settings(), test.twin(), test.outcomes());
  }

  private static HostResult result(
      String kind,
      String claim,
      String test,
      Map<String, String> settings,
      boolean twin,
      List<Outcome> outcomes) {
    List<Count> counts =
        outcomes.stream()
            .map(o -> Count.of(o, MemoryModel.words(), o.violates(claim) == twin ? 9 : 0))
            .toList();
    return new HostResult.Outcomes(
        kind,
        claim,
        test,
        settings,
        Optional.of(twin),
        Optional.empty(),
        "default",
        counts,
        1_000,
        Optional.empty(),
        false,
        List.of(),
        List.of());
  }
}
