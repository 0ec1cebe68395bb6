package lab.cli.ask;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import lab.cli.answer.Count;
import lab.cli.answer.Documents;
import lab.cli.answer.HostResult;
import lab.cli.answer.JitTier;
import lab.cli.answer.Matrix;
import lab.cli.answer.Score;
import lab.room.Live;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What a live run has said so far, line by line, and what becomes of it. */
final class LiveAnswer {
  private static final int MOST_OF_A_LINE = 60;

  private final Live live;
  private final List<String> notes;
  private final Inquiry inquiry;
  private final List<HostResult> values = new ArrayList<>();
  private final Map<String, Long> counts = new TreeMap<>();
  private final Map<String, Scored> scores = new LinkedHashMap<>();
  private final List<Told> matrices = new ArrayList<>();
  private final List<HostResult> refusals = new ArrayList<>();
  private Optional<String> nonsense = Optional.empty();

  /** The samples of a label, a list for each line that brought some. */
  private record Scored(String unit, List<double[]> runs) {}

  /** A matrix with its name. */
  private record Told(String name, Matrix matrix, List<String> notes) {}

  /**
   * @param inquiry tells which models allow an outcome
   * @param notes what a reader of the counts and scores must know beforehand
   */
  LiveAnswer(Live live, Inquiry inquiry, List<String> notes) {
    this.live = live;
    this.notes = List.copyOf(notes);
    this.inquiry = inquiry;
  }

  /** Takes a line down; what cannot be understood is remembered, and spoils the whole answer. */
  synchronized void hear(String line) {
    try {
      if (!understood(JsonMapper.shared().readTree(line))) {
        nonsense(line);
      }
    } catch (JacksonException e) {
      nonsense(line);
    }
  }

  private boolean understood(JsonNode said) {
    if (said.path("name").isString() && said.has("value") && said.path("value").isValueNode()) {
      JsonNode value = said.path("value");
      Optional<String> text = value.isNull() ? Optional.empty() : Optional.of(value.asString());
      values.add(
          new HostResult.FactValue(
              live.kind(),
              live.claim(),
              said.path("name").asString(),
              Map.of(),
              live.analogue(),
              text));
      return true;
    }
    if (said.path("outcome").isString() && said.path("count").isIntegralNumber()) {
      counts.put(said.path("outcome").asString(), said.path("count").asLong());
      return true;
    }
    if (said.path("score").isString()
        && said.path("unit").isString()
        && said.path("samples").isArray()
        && !said.path("samples").isEmpty()) {
      Scored scored =
          scores.computeIfAbsent(
              said.path("score").asString(),
              _ -> new Scored(said.path("unit").asString(), new ArrayList<>()));
      double[] samples = new double[said.path("samples").size()];
      for (int i = 0; i < samples.length; i++) {
        samples[i] = said.path("samples").get(i).asDouble(Double.NaN);
      }
      scored.runs.add(samples);
      return scored.unit.equals(said.path("unit").asString());
    }
    if (said.path("name").isString() && said.path("matrix").isObject()) {
      return matrix(said);
    }
    if (said.path("unavailable").isString()) {
      refusals.add(unavailable(said.path("unavailable").asString()));
      return true;
    }
    return false;
  }

  private boolean matrix(JsonNode said) {
    try {
      List<String> words = said.path("notes").valueStream().map(JsonNode::asString).toList();
      matrices.add(
          new Told(
              said.path("name").asString(),
              Documents.read(said.path("matrix").toString(), Matrix.class),
              words));
      return true;
    } catch (Documents.Unreadable e) {
      return false;
    }
  }

  private void nonsense(String line) {
    String start = line.length() <= MOST_OF_A_LINE ? line : line.substring(0, MOST_OF_A_LINE) + "…";
    nonsense = nonsense.or(() -> Optional.of(start));
  }

  /** The counts so far, in the order of the outcomes. */
  synchronized List<Count> counts() {
    return counts.isEmpty()
        ? List.of()
        : Counts.of(live.outcomes(), inquiry, live.settings(), counts);
  }

  /** Why the answer does not count, if it does not. */
  synchronized Optional<String> fault() {
    if (nonsense.isPresent()) {
      return nonsense.map(n -> "it printed something else than an answer: " + n);
    }
    return values.isEmpty()
            && counts.isEmpty()
            && scores.isEmpty()
            && matrices.isEmpty()
            && refusals.isEmpty()
        ? Optional.of("it printed nothing")
        : Optional.empty();
  }

  /** Counts first, which name their settings, then values, scores, matrices and refusals. */
  synchronized List<HostResult> results(Duration looked, List<String> command) {
    List<HostResult> results = new ArrayList<>();
    if (!counts.isEmpty()) {
      results.add(
          new HostResult.Outcomes(
              live.kind(),
              live.claim(),
              live.main(),
              live.settings(),
              Optional.of(live.twin()),
              live.analogue(),
              JitTier.DEFAULT.word(),
              counts(),
              looked.toMillis(),
              Optional.empty(),
              false,
              command,
              notes));
    }
    results.addAll(values);
    scores.forEach((label, scored) -> results.add(score(label, scored, command)));
    matrices.forEach(m ->
        results.add(
            new HostResult.Pairs(
                live.kind(),
                live.claim(),
                m.name(),
                live.settings(),
                live.analogue(),
                m.matrix(),
                command,
                m.notes())));
    results.addAll(refusals);
    return results;
  }

  private HostResult score(String label, Scored scored, List<String> command) {
    Interval interval = Interval.of(scored.runs);
    return new HostResult.Scored(
        live.kind(),
        live.claim(),
        live.main(),
        live.settings(),
        live.analogue(),
        label,
        new Score(
            scored.unit,
            Score.moreIsBetter(scored.unit),
            interval.median(),
            interval.low(),
            interval.high(),
            scored.runs.stream().flatMap(r -> Arrays.stream(r).boxed()).toList(),
            Optional.empty()),
        command,
        // Beside counts they have been said.
        counts.isEmpty() ? notes : List.of());
  }

  HostResult unavailable(String reason) {
    return new HostResult.Unavailable(
        live.kind(),
        live.claim(),
        live.main(),
        live.settings(),
        live.analogue(),
        reason,
        Optional.of(live.twin()));
  }
}
