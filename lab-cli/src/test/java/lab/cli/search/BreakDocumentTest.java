package lab.cli.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import lab.catalog.Catalog;
import lab.cli.Golden;
import lab.cli.Printed;
import lab.cli.Ran;
import lab.cli.answer.BreakDocument;
import lab.cli.answer.BreakDocument.Result;
import lab.cli.answer.Documents;
import lab.cli.toy.ToyLab;
import org.junit.jupiter.api.Test;

/** The document of {@code lab break}: committed, read back, printed from. */
final class BreakDocumentTest {

  @Test
  void theToysAreToldByTheirDocument() {
    BreakDocument read = golden("break", ToyLab.catalog(), "break", "--all");
    assertThat(printed(read)).isEqualTo(Ran.lab("break", "--all").out());
    assertThat(read.searches()).hasSize(4);
  }

  @Test
  void aRealRoomIsToldByItsDocument() {
    BreakDocument read = golden("break-reordering", Catalog.lab(), "break", "reordering");
    assertThat(printed(read)).isEqualTo(Ran.lab(Catalog.lab(), "", "break", "reordering").out());
  }

  @Test
  void whatCameBeforeTheSearchIsNotRetoldButCounted() {
    String[] command = {"break", "counter", "--from=t1.read,t2.read", "--mode=plain"};
    BreakDocument read = golden("break-from", ToyLab.catalog(), command);
    Result lost = read.results().getFirst();
    assertThat(lost.found().steps()).contains(2);
    assertThat(lost.found().told()).extracting(BreakDocument.Told::step).containsExactly(3, 4);
    assertThat(lost.found().schedule()).contains("t1.read,t2.read,t1.write,t2.write");
    assertThat(lost.claimed().predicted()).isEmpty();
    assertThat(printed(read)).isEqualTo(Ran.lab(command).out());
  }

  /** The extent of a search that a bound ended tells how long it took: it is compared by states. */
  @Test
  void aBoundIsToldByItsDocument() {
    BreakDocument read = read(ToyLab.catalog(), "break", "counter", "--max-states=3");
    assertThat(read.results()).filteredOn(Result::isOpen).isNotEmpty();
    assertThat(read.results())
        .allMatch(r -> r.found().states() == 3 && r.asked().bounds().maxStates() == 3);
    assertThat(timeless(printed(read)))
        .isEqualTo(timeless(Ran.lab("break", "counter", "--max-states=3").out()));
  }

  @Test
  void oneAccessWeakenedIsToldByItsDocument() {
    String[] command = {"break", "aba", "--orderings", "--access=P1"};
    BreakDocument read = read(Catalog.lab(), command);
    assertThat(read.orderings().orElseThrow().access()).containsExactly("P1");
    assertThat(read.results())
        .filteredOn(Result::breaks)
        .allMatch(r -> !r.found().told().isEmpty());
    assertThat(Printed.by(c -> new OrderingsText(c).print(read)))
        .isEqualTo(Ran.lab(Catalog.lab(), "", command).out());
  }

  @Test
  void everyAccessWeakenedIsToldByItsDocument() {
    String[] command = {"break", "aba", "--orderings"};
    golden("break-orderings", Catalog.lab(), command);
    BreakDocument read = read(Catalog.lab(), command);
    assertThat(read.orderings().orElseThrow().classes())
        .isNotEmpty()
        .allMatch(c -> !c.noticed().isEmpty() && c.noticed().size() < c.accesses().size());
    assertThat(Printed.by(c -> new OrderingsText(c).print(read)))
        .isEqualTo(Ran.lab(Catalog.lab(), "", command).out());
  }

  /** Two searches that differ in nothing are two all the same. */
  @Test
  void aRoomThatWasNamedTwiceWasSearchedTwice() {
    BreakDocument read = read(ToyLab.catalog(), "break", "counter", "counter", "--fixed");
    assertThat(read.searches()).hasSize(2);
    assertThat(read.searches()).allMatch(s -> s.size() == 5);
  }

  private static String printed(BreakDocument document) {
    return Printed.by(console -> {
      BreakText text = new BreakText(console);
      document.searches().forEach(text::print);
      text.conclude(document.results());
    });
  }

  private static BreakDocument golden(String name, Catalog catalog, String... command) {
    return Golden.check(name, machineless(json(catalog, command)), BreakDocument.class);
  }

  private static BreakDocument read(Catalog catalog, String... command) {
    try {
      return Documents.read(json(catalog, command), BreakDocument.class);
    } catch (Documents.Unreadable e) {
      throw new AssertionError(e);
    }
  }

  private static String json(Catalog catalog, String... command) {
    List<String> words = new ArrayList<>(Arrays.asList(command));
    words.add("--json");
    return Ran.lab(catalog, "", words.toArray(String[]::new)).out();
  }

  /**
   * How long a search took and how many threads it had are of the machine that searched; lines move
   * with every edit of a source.
   */
  private static String machineless(String json) {
    return json.replaceAll("\"millis\":\\d+", "\"millis\":0")
        .replaceAll("\"threads\":\\d+", "\"threads\":2")
        .replaceAll("\"line\":\\d+", "\"line\":1");
  }

  private static String timeless(String text) {
    return text.replaceAll("[0-9.]+ seconds", "some seconds");
  }
}
