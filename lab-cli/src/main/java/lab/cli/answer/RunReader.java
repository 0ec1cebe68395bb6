package lab.cli.answer;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads runs of every schema that there has been. Version 1 did not say which claim an outcome
 * violates, only that it is the one of its test; it told no room's address (the id stands in its
 * place) and question, nor which tests ran a broken twin, and had no words for how far a search
 * went.
 */
public final class RunReader {
  private static final String FIRST = "lab.run/1";

  private RunReader() {}

  /**
   * A run from its {@code run.json}.
   *
   * @throws Documents.Unreadable if it is not one, or of a schema that this lab does not know
   */
  public static RunDocument read(String text) throws Documents.Unreadable {
    JsonNode tree = Documents.tree(text);
    String schema = tree.path("schema").asString("");
    return switch (schema) {
      case RunDocument.SCHEMA -> Documents.read(tree, RunDocument.class);
      case FIRST -> Documents.read(raised(object(tree)), RunDocument.class);
      default ->
          throw new Documents.Unreadable(
              schema.isEmpty()
                  ? "is no run: it names no schema"
                  : "is of schema %s; this lab reads %s and %s"
                      .formatted(schema, FIRST, RunDocument.SCHEMA));
    };
  }

  /** The same run as one of the present schema. */
  private static ObjectNode raised(ObjectNode run) throws Documents.Unreadable {
    run.put("schema", RunDocument.SCHEMA);
    ObjectNode experiment = object(run.path("experiment"));
    experiment.put("asks", RunDocument.Asks.CLAIMS.word());
    experiment.put("address", experiment.path("id").asString());
    experiment.put("question", "");
    ArrayNode contrast = experiment.putArray("contrast");
    varied(run).forEach(contrast::add);
    for (JsonNode model : run.path("model")) {
      answer(object(model), run.path("host"));
    }
    for (JsonNode host : run.path("host")) {
      outcomes(object(host));
    }
    boolean several =
        run.path("verdicts").valueStream().map(v -> v.path("claim")).distinct().count() > 1;
    Set<String> taken = new HashSet<>();
    for (JsonNode verdict : run.path("verdicts")) {
      String label = label(verdict, varied(run), several);
      String unique = label;
      for (int n = 2; !taken.add(unique); n++) {
        unique = label + " (" + n + ")";
      }
      object(verdict).put("label", unique);
    }
    return run;
  }

  private static ObjectNode object(JsonNode node) throws Documents.Unreadable {
    if (node instanceof ObjectNode object) {
      return object;
    }
    throw new Documents.Unreadable("is no run: an object is missing or something else");
  }

  /** The controls whose value is not the same in every verdict. */
  private static List<String> varied(ObjectNode run) {
    List<String> names = new ArrayList<>();
    for (JsonNode verdict : run.path("verdicts")) {
      for (String name : verdict.path("settings").propertyNames()) {
        boolean same =
            run.path("verdicts")
                    .valueStream()
                    .map(v -> v.path("settings").path(name))
                    .distinct()
                    .limit(2)
                    .count()
                == 1;
        if (!same && !names.contains(name)) {
          names.add(name);
        }
      }
    }
    return names;
  }

  /** The row of an answer: that of a result of the same claim whose settings it was asked under. */
  private static void answer(ObjectNode model, JsonNode host) {
    ObjectNode row = model.putObject("row");
    for (JsonNode result : host) {
      boolean same =
          result.path("claim").equals(model.path("claim"))
              && result.path("settings").properties().stream()
                  .allMatch(e -> e.getValue().equals(model.path("settings").path(e.getKey())));
      if (same && !result.path("settings").isEmpty()) {
        result.path("settings").properties().forEach(e -> row.set(e.getKey(), e.getValue()));
        break;
      }
    }
    model.put(
        "extent",
        "%s, %,d states"
            .formatted(
                model.path("complete").asBoolean() ? "complete" : "bounded",
                model.path("states").asLong()));
  }

  private static void outcomes(ObjectNode host) throws Documents.Unreadable {
    for (JsonNode outcome : host.path("outcomes")) {
      object(outcome)
          .put(
              "violates",
              outcome.path("expect").asString("").equals("violation")
                  ? host.path("claim").asString()
                  : null);
    }
  }

  private static String label(JsonNode verdict, List<String> contrast, boolean several) {
    List<String> words = new ArrayList<>();
    for (String name : contrast) {
      if (verdict.path("settings").has(name)) {
        words.add(name + "=" + verdict.path("settings").path(name).asString());
      }
    }
    String claim = verdict.path("claim").asString();
    String row = String.join(" ", words);
    return row.isEmpty() ? claim : several ? claim + ", " + row : row;
  }
}
