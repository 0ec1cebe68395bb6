package lab.cli.run;

import static lab.cli.command.Json.object;

import java.util.List;
import java.util.Locale;
import lab.cli.answer.HostResult;
import lab.cli.ask.Rewritten;
import lab.memorymodel.labels.Step;

/** A weakened access and what came of it, as the document of the run keeps it. */
final class OrderingsJson {
  private OrderingsJson() {}

  static Object of(OrderingsRow row) {
    Step step = row.job().step();
    return object(
        "class",
        row.job().realClass(),
        "weakened",
        object("label", step.label(), "from", step.access(), "to", row.job().mode()),
        "rewritten",
        row.rewritten().map(Rewritten::notes).orElse(List.of()),
        "model",
        row.model().stream()
            .map(a ->
                object(
                    "model",
                    a.model().word(),
                    "claim",
                    a.broken().orElse(null),
                    "do",
                    a.schedule().map(Object::toString).orElse(null),
                    "states",
                    a.states(),
                    "complete",
                    a.complete()))
            .toList(),
        "host",
        row.results().stream().map(OrderingsJson::host).toList(),
        "verdict",
        row.word().word().toLowerCase(Locale.ROOT),
        "sentence",
        row.sentence(),
        "comment",
        step.comment());
  }

  private static Object host(HostResult result) {
    return switch (result) {
      case HostResult.Outcomes o ->
          object(
              "test",
              o.test(),
              "samples",
              o.samples(),
              "outcomes",
              o.outcomes().stream()
                  .map(c -> object("id", c.outcome().id(), "count", c.count()))
                  .toList(),
              "lookedMillis",
              o.looked().toMillis(),
              "command",
              o.command(),
              "notes",
              o.notes());
      case HostResult.Unavailable u -> object("test", u.test(), "unavailable", u.reason());
      default -> object("test", result.test());
    };
  }
}
