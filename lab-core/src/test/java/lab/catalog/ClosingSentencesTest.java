package lab.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import lab.room.Evidence;
import lab.room.Findings;
import lab.room.Live;
import lab.room.Room;
import lab.room.Stress;
import lab.room.VerdictWord;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * A room's closing sentence and its verdicts are made of the same rows, so that no zero may be said
 * where a row of the same claim and settings saw something, in whichever order the rows come.
 */
class ClosingSentencesTest {
  private static final Pattern ZERO = Pattern.compile("(?<![\\d.,])0 of ([\\d.,]*\\d)");

  /** A row that a run of the room may bring. */
  private record Row(String claim, Map<String, String> settings) {}

  @TestFactory
  Stream<DynamicTest> noZeroIsSaidOfWhatAnotherRowSaw() {
    return Catalog.lab().rooms().stream()
        .filter(room -> !rows(room).isEmpty())
        .map(room -> DynamicTest.dynamicTest(room.address(), () -> disagreeing(room)));
  }

  /** Every row twice, and only one of the two saw something. */
  private static void disagreeing(Room room) {
    List<Findings.Counted> counted = new ArrayList<>();
    for (Row row : rows(room)) {
      counted.add(counted(row, 0, 1_000));
      counted.add(counted(row, 7, 1_000));
    }
    for (List<Findings.Counted> order : orders(counted)) {
      String said = said(room, order);
      assertThat(zeros(said)).as(said).isEmpty();
    }
  }

  @TestFactory
  Stream<DynamicTest> theOnlyZeroSaidIsThatOfTheRowsThatSawNothing() {
    return Catalog.lab().rooms().stream()
        .filter(room -> !rows(room).isEmpty())
        .map(room -> DynamicTest.dynamicTest(room.address(), () -> oneRowSawNothing(room)));
  }

  /** Each row in turn saw nothing, of a number of samples that is its own. */
  private static void oneRowSawNothing(Room room) {
    Set<Row> rows = rows(room);
    int samples = 0;
    for (Row blind : rows) {
      samples++;
      List<Findings.Counted> counted = new ArrayList<>();
      for (Row row : rows) {
        counted.add(row.equals(blind) ? counted(row, 0, samples) : counted(row, 7, 1_000));
      }
      for (List<Findings.Counted> order : orders(counted)) {
        String said = said(room, order);
        assertThat(zeros(said)).as(said).isSubsetOf(Integer.toString(samples));
      }
    }
  }

  private static Set<Row> rows(Room room) {
    Set<Row> rows = new LinkedHashSet<>();
    for (Evidence evidence : room.evidence()) {
      switch (evidence) {
        case Stress s ->
            s.cases().stream()
                .filter(c -> !c.twin())
                .forEach(c -> rows.add(new Row(s.claim(), c.settings())));
        case Live l when !l.outcomes().isEmpty() && !l.twin() ->
            rows.add(new Row(l.claim(), l.settings()));
        default -> {}
      }
    }
    return rows;
  }

  private static Findings.Counted counted(Row row, long seen, long samples) {
    VerdictWord word = seen > 0 ? VerdictWord.CONFIRMED : VerdictWord.NOT_SEEN;
    return new Findings.Counted(row.claim(), "Test", row.settings(), seen, samples, word);
  }

  /** As they come, from behind, and what saw something first or last. */
  private static List<List<Findings.Counted>> orders(List<Findings.Counted> rows) {
    List<Findings.Counted> backwards = new ArrayList<>(rows);
    Collections.reverse(backwards);
    List<Findings.Counted> zerosFirst = new ArrayList<>(rows);
    zerosFirst.sort((a, b) -> Long.compare(a.seen(), b.seen()));
    List<Findings.Counted> zerosLast = new ArrayList<>(zerosFirst);
    Collections.reverse(zerosLast);
    return List.of(rows, backwards, zerosFirst, zerosLast);
  }

  private static String said(Room room, List<Findings.Counted> counted) {
    return room.sentence(new Findings("amd64", counted, List.of()));
  }

  /** Of how many samples a zero is said. */
  private static List<String> zeros(String said) {
    List<String> zeros = new ArrayList<>();
    Matcher matcher = ZERO.matcher(said);
    while (matcher.find()) {
      zeros.add(matcher.group(1));
    }
    return zeros;
  }
}
