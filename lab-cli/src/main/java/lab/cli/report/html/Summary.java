package lab.cli.report.html;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import lab.cli.render.html.Html;
import lab.cli.report.told.ReportDocument;

/** What stands first: the sentence, the machines, the table of all verdicts. */
final class Summary {
  private static final List<String> COLUMNS = List.of("room", "claim", "model", "machine", "word");

  private final Html html;
  private final ReportDocument report;

  /** Run to anchor. */
  private final Map<String, String> anchors;

  Summary(Html html, ReportDocument report, Map<String, String> anchors) {
    this.html = html;
    this.report = report;
    this.anchors = anchors;
  }

  void write() {
    report
        .contradicted()
        .forEach(c ->
            html.open("p", "class", "contradicted tone-bad")
                .leaf("strong", "✗ CONTRADICTED")
                .text(" " + c)
                .close());
    html.leaf("p", report.sentence(), "class", "lead");
    html.open("div", "class", "machines");
    report.machines().forEach(this::machine);
    html.close();
    html.leaf("h2", "Verdicts");
    table();
  }

  private void machine(ReportDocument.Machine machine) {
    String name = machine.name().isEmpty() ? "machine" : machine.name();
    html.open("section", "class", "card");
    html.leaf("h2", name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1));
    html.leaf("p", machine.sentence());
    html.leaf("p", String.join("; ", machine.facts()) + ".", "class", "second");
    html.leaf("p", machine.measured() + ".", "class", "second");
    html.open("p", "class", "noise " + (machine.quiet() ? "tone-ok" : "tone-warn"));
    html.leaf("strong", machine.quiet() ? "✓ quiet" : "! not quiet").text(" " + machine.noise());
    html.close().close();
  }

  private void table() {
    Tables table = Tables.open(html, "Verdicts", COLUMNS);
    for (ReportDocument.Row row : report.rows()) {
      table
          .row()
          .cell(0, () -> html.leaf("a", room(row), "href", "#" + anchors.get(row.run())))
          .cell(1, row.label())
          .cell(2, row.model())
          .cell(3, row.machine())
          .cell(4, () -> Tag.write(html, row.word()))
          .end();
    }
    table.close();
  }

  private String room(ReportDocument.Row row) {
    return report.side(row.run()).map(name -> row.id() + " " + name).orElse(row.id());
  }
}
