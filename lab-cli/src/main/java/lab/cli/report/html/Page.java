package lab.cli.report.html;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import lab.catalog.Catalog;
import lab.cli.answer.RunDocument;
import lab.cli.render.html.Html;
import lab.cli.report.kept.Chosen;
import lab.cli.report.kept.Kept;
import lab.cli.report.told.ReportDocument;
import lab.room.Room;

/** The report as one file: verdicts, machines, comparisons, a section for each run, the files. */
public final class Page {
  private final ReportDocument report;
  private final Chosen chosen;
  private final Catalog catalog;
  private final Map<String, String> anchors = new LinkedHashMap<>();
  private final Html html = new Html();

  private Page(ReportDocument report, Chosen chosen, Catalog catalog) {
    this.report = report;
    this.chosen = chosen;
    this.catalog = catalog;
    for (Kept kept : chosen.runs()) {
      RunDocument run = kept.run();
      anchors.put(
          run.run(), "run-%d-%s".formatted(anchors.size(), Html.name(run.experiment().id())));
    }
  }

  /** The whole file; equal reports give equal characters. */
  public static String of(ReportDocument report, Chosen chosen, Catalog catalog) {
    return new Page(report, chosen, catalog).write();
  }

  private String write() {
    String style = ReportStyle.sheet();
    html.open("html", "lang", "en").open("head");
    html.empty("meta", "charset", "utf-8");
    html.empty(
        "meta", "http-equiv", "Content-Security-Policy", "content", ReportStyle.policy(style));
    html.empty("meta", "name", "viewport", "content", "width=device-width, initial-scale=1");
    html.leaf("title", "Lab report: " + report.sentence());
    html.style(style).close();
    html.open("body").open("main");
    html.leaf("h1", "Lab report");
    new Summary(html, report, anchors).write();
    report.comparisons().forEach(c -> new ComparisonSection(html, c).write());
    chosen.runs().forEach(this::room);
    files();
    html.close().close().close();
    return "<!DOCTYPE html>\n" + html;
  }

  private void room(Kept kept) {
    RunDocument run = kept.run();
    Optional<Room> room =
        catalog.rooms().stream().filter(r -> r.id().equals(run.experiment().id())).findFirst();
    String name = report.side(run.run()).map(side -> "run " + side).orElse("");
    new RoomSection(html, run, room, anchors.get(run.run())).write(name);
  }

  private void files() {
    html.open("section", "class", "files").leaf("h2", "Files");
    Tables table =
        Tables.open(html, "Files", List.of("run", "when", "budget", "machine", "file", "SHA-256"));
    for (ReportDocument.Run run : report.runs()) {
      table
          .row()
          .cell(0, run.run())
          .cell(1, run.begun())
          .cell(2, run.budget())
          .cell(3, run.machine())
          .cell(4, () -> html.leaf("code", run.file()))
          .cell(5, () -> html.leaf("code", run.sha256()))
          .end();
    }
    table.close();
    report.left().forEach(l -> html.leaf("p", l, "class", "second"));
    html.leaf("p", "The runs themselves are in this file, for tools.", "class", "second");
    for (Kept kept : chosen.runs()) {
      html.json("json-" + anchors.get(kept.run().run()), oneSpace(kept.json()));
    }
    html.close();
  }

  /** White space of a file is no part of its JSON: blanks need no escape. */
  private static String oneSpace(String json) {
    return json.strip().replace('\t', ' ').replace('\r', ' ');
  }
}
