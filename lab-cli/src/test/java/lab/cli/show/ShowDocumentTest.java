package lab.cli.show;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import lab.catalog.Catalog;
import lab.cli.Golden;
import lab.cli.Printed;
import lab.cli.Ran;
import lab.cli.answer.Documents;
import lab.cli.answer.ShowDocument;
import lab.cli.answer.StartDocument;
import lab.cli.toy.ToyLab;
import org.junit.jupiter.api.Test;

/** The documents of {@code lab} and {@code lab show}: committed, read back, printed from. */
final class ShowDocumentTest {

  @Test
  void theToysAreToldByTheirDocument() {
    ShowDocument read = Golden.check("show", Ran.lab("show", "--json").out(), ShowDocument.class);
    assertThat(read).isEqualTo(Shown.of(ToyLab.catalog().rooms()));
    assertThat(Printed.by(c -> new ShowText(c).experiments(read)))
        .isEqualTo(Ran.lab("show", "counter", "two-doors").out());
  }

  @Test
  void theCatalogueIsTheLinesOfTheWholeDocument() {
    ShowDocument all = Shown.of(ToyLab.catalog().rooms());
    assertThat(
            Printed.by(c ->
                new ShowText(c)
                    .catalogue(
                        all.experiments().stream().map(ShowDocument.Experiment::listing).toList())))
        .isEqualTo(Ran.lab("show").out());
  }

  @Test
  void realRoomsAreToldByTheirDocument() {
    Catalog catalog = Catalog.lab();
    ShowDocument read =
        Golden.check(
            "show-reordering",
            Ran.lab(catalog, "", "show", "reordering", "--json").out(),
            ShowDocument.class);
    assertThat(Printed.by(c -> new ShowText(c).experiments(read)))
        .isEqualTo(Ran.lab(catalog, "", "show", "reordering").out());
  }

  @Test
  void everyRoomIsReadBack() throws Documents.Unreadable {
    ShowDocument made = Shown.of(Catalog.lab().rooms());
    ShowDocument read = Documents.read(Documents.text(made), ShowDocument.class);
    assertThat(read).isEqualTo(made);
    assertThat(read.experiments())
        .anyMatch(e -> e.evidence().stream().anyMatch(v -> v.analogue().isPresent()));
  }

  @Test
  void theStartScreenIsToldByItsDocument() {
    Ran ran = Ran.lab("--json");
    String machine = ran.json().get("machine").asString();
    StartDocument read =
        Golden.check(
            "start",
            ran.out().replace(machine, "Some CPU, 2 CPUs; Linux amd64; Java 25"),
            StartDocument.class);
    assertThat(
            Printed.by(c ->
                StartCommand.print(
                    new StartDocument(
                        machine,
                        read.experiments(),
                        read.commands(),
                        read.purposes(),
                        read.catalogue()),
                    c)))
        .isEqualTo(Ran.lab().out());
  }

  @Test
  void aKindOfControlThatNobodyKnowsIsNotMistakenForAnother() {
    String text = Documents.text(Shown.of(ToyLab.catalog().rooms()));
    assertThatThrownBy(() ->
            Documents.read(
                text.replace("\"kind\":\"number\"", "\"kind\":\"colour\""), ShowDocument.class))
        .isInstanceOf(Documents.Unreadable.class)
        .hasMessageContaining("colour");
  }
}
