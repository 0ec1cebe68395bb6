package lab.cli.report.html;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import lab.cli.answer.Count;
import lab.cli.answer.HostResult;
import lab.cli.answer.JitTier;
import lab.cli.answer.ModelAnswer;
import lab.cli.answer.Rows;
import lab.cli.answer.RunDocument;
import lab.cli.answer.Words;
import lab.cli.judge.Twins;
import lab.cli.render.html.Html;
import lab.cli.report.kept.Estimate;
import lab.memorymodel.MemoryModel;
import lab.room.Findings;
import lab.room.ProgramControls;

/** What was counted, a table for each test: every outcome, which models allow it, how often. */
final class OutcomeTables {
  private final Html html;
  private final RunDocument run;
  private final List<String> models;

  OutcomeTables(Html html, RunDocument run) {
    this.html = html;
    this.run = run;
    this.models = models(run);
  }

  /**
   * The models that were asked. A run of an earlier lab does not say which: those that allowed
   * anything were, and of the others nothing is said.
   */
  private static List<String> models(RunDocument run) {
    if (!run.experiment().settings().containsKey(ProgramControls.MODEL)) {
      return List.of();
    }
    Set<String> asked = new LinkedHashSet<>();
    run.model().stream().map(ModelAnswer::reach).forEach(r -> asked.addAll(r.models()));
    run.host()
        .forEach(h -> {
          if (h instanceof HostResult.Outcomes o) {
            o.outcomes().forEach(c -> asked.addAll(c.allowed()));
          }
        });
    List<String> inOrder =
        new ArrayList<>(MemoryModel.words().stream().filter(asked::contains).toList());
    asked.stream().filter(m -> !inOrder.contains(m)).forEach(inOrder::add);
    return inOrder;
  }

  /** The tables of a claim; nothing if nothing was counted. */
  void write(String claim) {
    run.host().stream()
        .filter(h -> h instanceof HostResult.Outcomes && h.claim().equals(claim))
        .map(HostResult.Outcomes.class::cast)
        .forEach(o -> {
          if (o.isTwin()) {
            html.leaf("p", Twins.words(o) + ".", "class", "second");
          } else {
            test(o);
          }
        });
  }

  private void test(HostResult.Outcomes o) {
    html.open("h4").text(title(o));
    html.text(" ").leaf("code", Rows.shortName(o.test()), "class", "second").close();
    String sliced = o.timeSliced() ? "; more actors than CPUs, so that they took turns" : "";
    html.leaf(
        "p",
        "%s samples in %s%s%s."
            .formatted(
                Findings.number(o.samples()), Words.seconds(o.looked()), firstSeen(o), sliced),
        "class",
        "second");
    table(o);
    o.notes().forEach(note -> html.leaf("p", note + ".", "class", "second"));
    o.analogue().ifPresent(why -> html.leaf("p", "An analogue: " + why + ".", "class", "second"));
  }

  private static String firstSeen(HostResult.Outcomes o) {
    return o.firstSeenMillis()
        .map(ms ->
            "; first seen %s after its JVM began".formatted(Words.seconds(Duration.ofMillis(ms))))
        .orElse("");
  }

  private String title(HostResult.Outcomes o) {
    String tier = o.jit().equals(JitTier.DEFAULT.word()) ? "" : ", jit=" + o.jit();
    return Rows.label(List.copyOf(o.settings().keySet()), o.settings(), o.test()) + tier;
  }

  private void table(HostResult.Outcomes o) {
    List<String> columns = new ArrayList<>(List.of("outcome", "meaning"));
    columns.addAll(models.isEmpty() ? List.of("model") : models);
    columns.addAll(List.of("count", "share"));
    Tables table =
        Tables.open(
            html, "Outcomes of " + title(o), columns, columns.size() - 2, columns.size() - 1);
    for (Count c : o.outcomes()) {
      table.row("class", c.violation() ? "tone-bad rule" : "tone-idle");
      table.cell(0, c.id()).cell(1, c.meaning() + (c.violation() ? " (breaks the claim)" : ""));
      int at = 2;
      if (models.isEmpty()) {
        table.cell(at++, c.allowed().isEmpty() ? "ruled out" : "possible");
      }
      for (String model : models) {
        table.cell(at++, c.allowed().contains(model) ? "allowed" : "forbidden");
      }
      table.cell(at, Findings.fixed((double) c.count(), 0));
      table.cell(
          at + 1, o.samples() == 0 ? "" : Estimate.percent(c.count() / (double) o.samples()));
      table.end();
    }
    table.close();
  }
}
