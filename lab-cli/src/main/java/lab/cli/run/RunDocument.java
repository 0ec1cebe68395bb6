package lab.cli.run;

import static lab.cli.command.Json.object;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import lab.cli.answer.HostResult;
import lab.cli.answer.ModelAnswer;
import lab.cli.answer.Verdict;
import lab.cli.ask.Budget;
import lab.cli.host.LabFacts;
import lab.cli.host.MachineFacts;
import lab.cli.host.Quietness;
import lab.explore.Schedule;
import lab.host.Parallelism;
import lab.room.Room;
import lab.room.Settings;

/**
 * A run as it is kept: schema {@code lab.run/1}. Everything that was measured stands in it, with
 * the circumstances; what is unknown is null.
 */
final class RunDocument {
  static final String SCHEMA = "lab.run/1";

  private final Map<String, Object> head;

  RunDocument(
      String run,
      String begun,
      Optional<String> label,
      Budget budget,
      LabFacts lab,
      MachineFacts machine,
      Parallelism parallelism) {
    this.head =
        object(
            "schema",
            SCHEMA,
            "run",
            run,
            "complete",
            false,
            "begun",
            begun,
            "label",
            label.orElse(null),
            "budget",
            budget.word(),
            "lab",
            lab,
            "machine",
            machine,
            "parallelism",
            parallelism(parallelism));
  }

  private static Object parallelism(Parallelism p) {
    return object(
        "cpus",
        p.cpus(),
        "together",
        p.free(),
        "togetherPinned",
        p.pinned().isPresent() ? p.pinned().getAsDouble() : null,
        "handOverNanos",
        p.handOverNanos().isPresent() ? p.handOverNanos().getAsDouble() : null,
        "enough",
        p.enough());
  }

  /** The document as far as the run has come. */
  Map<String, Object> of(
      Room room,
      Settings settings,
      List<ModelAnswer> model,
      List<HostResult> host,
      List<Verdict> verdicts,
      Optional<String> sentence,
      Optional<Quietness> quiet,
      boolean complete) {
    Map<String, Object> document = object();
    document.putAll(head);
    document.put("complete", complete);
    document.put("quiet", quiet.orElse(null));
    document.put("experiment", object("id", room.id(), "settings", settings.values()));
    document.put("model", model.stream().map(RunDocument::model).toList());
    document.put("host", host.stream().map(RunDocument::host).toList());
    document.put("verdicts", verdicts.stream().map(RunDocument::verdict).toList());
    document.put("sentence", sentence.orElse(null));
    return document;
  }

  private static Object model(ModelAnswer m) {
    return object(
        "claim",
        m.claim(),
        "settings",
        m.settings().values(),
        "answer",
        m.answer().outcome().word(),
        "do",
        m.answer().schedule().map(Schedule::toString).orElse(null),
        "states",
        m.states(),
        "complete",
        m.complete());
  }

  private static Object verdict(Verdict v) {
    return object(
        "claim",
        v.claim(),
        "settings",
        v.settings(),
        "word",
        v.word().word(),
        "sentence",
        v.sentence());
  }

  private static Object host(HostResult result) {
    Map<String, Object> host =
        object(
            "kind",
            result.kind(),
            "claim",
            result.claim(),
            "test",
            result.test(),
            "settings",
            result.settings(),
            "analogue",
            result.analogue().orElse(null));
    switch (result) {
      case HostResult.Outcomes o -> outcomes(host, o);
      case HostResult.Score s -> score(host, s);
      case HostResult.Swept s -> swept(host, s);
      case HostResult.FactValue f -> host.put("value", f.value().orElse(null));
      case HostResult.Unavailable u -> host.put("unavailable", u.reason());
    }
    return host;
  }

  private static Object number(HostResult.Score s) {
    return object(
        "unit",
        s.unit(),
        "moreIsBetter",
        s.moreIsBetter(),
        "median",
        s.median(),
        "low",
        s.low(),
        "high",
        s.high(),
        "samples",
        s.samples(),
        "distance",
        s.distance().orElse(null));
  }

  private static void outcomes(Map<String, Object> host, HostResult.Outcomes o) {
    host.put("jit", o.jit());
    host.put("outcomes", o.outcomes().stream().map(RunDocument::outcome).toList());
    host.put("samples", o.samples());
    host.put("lookedMillis", o.looked().toMillis());
    host.put("firstSeenMillis", o.firstSeen().map(d -> (Object) d.toMillis()).orElse(null));
    host.put("timeSliced", o.timeSliced());
    host.put("command", o.command());
    host.put("notes", o.notes());
  }

  private static Object outcome(HostResult.Count c) {
    return object(
        "id",
        c.outcome().id(),
        "meaning",
        c.outcome().words(),
        // The claim's author expects everything but what the claim rules out.
        "expect",
        c.outcome().violation() ? "violation" : c.allowed().isEmpty() ? "none" : "fine",
        "allowed",
        c.allowed(),
        "count",
        c.count());
  }

  private static void swept(Map<String, Object> host, HostResult.Swept s) {
    host.put(
        "series",
        object(
            "parameter",
            s.series().parameter(),
            "unit",
            s.series().unit(),
            "curves",
            s.lines().stream()
                .map(l ->
                    object(
                        "label",
                        l.label(),
                        "points",
                        l.points().stream()
                            .map(p ->
                                object(
                                    "x",
                                    p.x(),
                                    "score",
                                    number(p.score()),
                                    "command",
                                    p.score().command(),
                                    "notes",
                                    p.score().notes()))
                            .toList()))
                .toList()));
    host.put("notes", s.notes());
  }

  private static void score(Map<String, Object> host, HostResult.Score s) {
    host.put("label", s.label());
    host.put("score", number(s));
    host.put("command", s.command());
    host.put("notes", s.notes());
  }
}
