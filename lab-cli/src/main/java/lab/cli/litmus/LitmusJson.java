package lab.cli.litmus;

import java.util.LinkedHashMap;
import java.util.Map;
import lab.cli.command.Json;
import lab.memorymodel.litmus.LitmusAnswer;
import lab.memorymodel.litmus.LitmusTest;

/** One test of the JSON document of {@code lab litmus}. */
final class LitmusJson {
  private LitmusJson() {}

  static Map<String, Object> of(LitmusCommand.Outcome outcome) {
    if (outcome.error() != null) {
      return Json.object("file", outcome.file(), "error", outcome.error());
    }
    LitmusTest test = outcome.answer().test();
    Map<String, Object> models = new LinkedHashMap<>();
    Map<String, Object> holds = new LinkedHashMap<>();
    Map<String, Object> reasons = new LinkedHashMap<>();
    outcome
        .answer()
        .models()
        .forEach((model, answer) -> {
          switch (answer) {
            case LitmusAnswer.Allowed a -> {
              models.put(
                  model.word(),
                  Json.object(
                      "allowed", a.allowed(), "states", a.states(), "complete", a.complete()));
              a.verdict().ifPresent(v -> holds.put(model.word(), v.holds().word()));
            }
            case LitmusAnswer.NoAnswer a -> {
              models.put(model.word(), null);
              reasons.put(model.word(), a.reason());
            }
          }
        });
    Map<String, Object> json =
        Json.object(
            "file",
            outcome.file(),
            "name",
            test.name(),
            "registers",
            test.observed().stream().map(o -> o.text()).toList(),
            "models",
            models,
            "condition",
            test.condition()
                .map(c ->
                    Json.object(
                        "text", c.text(), "quantifier", c.quantifier().word(), "holds", holds))
                .orElse(null));
    if (!reasons.isEmpty()) {
      json.put(
          "reason", String.join("; ", reasons.values().stream().map(Object::toString).toList()));
    }
    return json;
  }
}
