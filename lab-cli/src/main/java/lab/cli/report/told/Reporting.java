package lab.cli.report.told;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import lab.cli.answer.RunDocument;
import lab.cli.answer.Verdict;
import lab.cli.report.compare.Comparer;
import lab.cli.report.compare.Comparison;
import lab.cli.report.kept.Chosen;
import lab.cli.report.kept.Kept;
import lab.cli.report.kept.Observed;
import lab.cli.report.kept.Phrases;
import lab.room.VerdictWord;

/** Says what is to be said of the runs that were chosen. */
public final class Reporting {
  private Reporting() {}

  public static ReportDocument of(Chosen chosen) {
    Machines machines = new Machines(chosen.runs());
    List<ReportDocument.Row> rows =
        chosen.runs().stream().flatMap(k -> rows(k.run()).stream()).toList();
    Map<String, Integer> counts = Tally.of(rows.stream().map(ReportDocument.Row::word).toList());
    return new ReportDocument(
        Tally.sentence(counts),
        counts,
        contradicted(rows),
        machines.told(),
        rows,
        chosen.runs().stream().map(k -> run(k, machines)).toList(),
        chosen.runs().stream().flatMap(k -> closing(k.run()).stream()).toList(),
        comparisons(chosen),
        chosen.left());
  }

  private static List<ReportDocument.Row> rows(RunDocument run) {
    List<ReportDocument.Row> rows = new ArrayList<>();
    for (Verdict v : run.verdicts()) {
      Observed observed = Observed.of(run, v);
      rows.add(
          new ReportDocument.Row(
              run.experiment().id(),
              run.run(),
              v.claim(),
              v.label(),
              v.settings(),
              Phrases.model(Phrases.model(run, v), observed),
              Phrases.machine(observed),
              v.word(),
              v.sentence()));
    }
    return rows;
  }

  private static List<String> contradicted(List<ReportDocument.Row> rows) {
    return rows.stream()
        .filter(r -> r.word() == VerdictWord.CONTRADICTED)
        .map(r -> "%s, %s: %s".formatted(r.id(), r.label(), r.sentence()))
        .toList();
  }

  private static ReportDocument.Run run(Kept kept, Machines machines) {
    RunDocument run = kept.run();
    return new ReportDocument.Run(
        run.run(),
        run.experiment().id(),
        run.begun(),
        run.budget(),
        run.label(),
        machines.name(run),
        kept.file(),
        kept.sha256());
  }

  private static Optional<ReportDocument.Closing> closing(RunDocument run) {
    return run.sentence().map(s -> new ReportDocument.Closing(run.experiment().id(), run.run(), s));
  }

  private static List<Comparison> comparisons(Chosen chosen) {
    return chosen.bySubject().values().stream()
        .filter(runs -> runs.size() > 1)
        .map(runs -> Comparer.of(runs.stream().map(Kept::run).toList()))
        .toList();
  }
}
