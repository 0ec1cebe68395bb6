package lab.cli.report;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import lab.cli.command.Console;
import lab.cli.render.Look;
import lab.cli.render.Look.Ink;
import lab.cli.render.Text;
import lab.cli.report.told.ReportDocument;

/** A report in the terminal: verdicts first. */
final class ReportText {
  /** Below it a table has no room for its columns. */
  private static final int NARROW = 72;

  private static final String INDENT = "  ";
  private static final int WORD = 12;
  private static final int MODEL = 18;
  private static final int MACHINE = 16;

  private final PrintStream out;
  private final Look look;

  ReportText(Console console) {
    this.out = console.out();
    this.look = Look.of(console);
  }

  void print(ReportDocument report) {
    report.contradicted().forEach(c -> hang("CONTRADICTED  ", c));
    hang("", report.sentence());
    report.machines().forEach(this::machine);
    out.println();
    if (look.width() < NARROW) {
      list(report);
    } else {
      table(report).forEach(out::println);
    }
    report.comparisons().forEach(c -> new ComparisonText(out, look).print(c));
    closing(report);
    if (!report.left().isEmpty()) {
      out.println();
      report.left().forEach(l -> hang("", l));
    }
  }

  private void machine(ReportDocument.Machine machine) {
    String name = machine.name().isEmpty() ? "Machine" : machine.name();
    String head = name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1) + ": ";
    hang(head, machine.sentence());
    hang("  ", String.join("; ", machine.facts()) + ".");
    hang("  ", machine.measured() + ". " + machine.noise());
  }

  /** The room's name, and which of its runs it is where there are several. */
  private static String room(ReportDocument report, String id, String run) {
    return report.side(run).map(name -> id + " " + name).orElse(id);
  }

  private List<String> table(ReportDocument report) {
    int claim = look.width() - INDENT.length() - Columns.width(0, MODEL, MACHINE, WORD);
    Columns table = new Columns(claim, MODEL, MACHINE, WORD);
    List<String> lines = new ArrayList<>();
    table.row("claim", "model", "machine", "word");
    lines.add(look.dress(INDENT + table.take().getFirst(), Ink.HEADING));
    rooms(report)
        .forEach((room, rows) -> {
          lines.add(look.dress(Text.clean(room), Ink.HEADING));
          rows.forEach(r -> table.row(r.label(), r.model(), r.machine(), r.word().word()));
          table.take().forEach(line -> lines.add(INDENT + line));
        });
    return lines;
  }

  /** The rows of each room, a run of it by itself. */
  private static Map<String, List<ReportDocument.Row>> rooms(ReportDocument report) {
    Map<String, List<ReportDocument.Row>> rooms = new LinkedHashMap<>();
    report
        .rows()
        .forEach(r ->
            rooms.computeIfAbsent(room(report, r.id(), r.run()), _ -> new ArrayList<>()).add(r));
    return rooms;
  }

  private void list(ReportDocument report) {
    rooms(report)
        .forEach((room, rows) -> {
          out.println(look.dress(Text.clean(room), Ink.HEADING));
          for (ReportDocument.Row row : rows) {
            hang("  " + Text.pad(row.word().word(), WORD) + "  ", row.label());
            hang("    ", "model: %s; machine: %s".formatted(row.model(), row.machine()));
          }
        });
  }

  private void closing(ReportDocument report) {
    if (!report.closing().isEmpty()) {
      out.println();
    }
    report.closing().forEach(c -> hang("", room(report, c.id(), c.run()) + ": " + c.sentence()));
  }

  private void hang(String first, String text) {
    Text.hang(first, text, look.width()).forEach(out::println);
  }
}
