package lab.cli.litmus;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import lab.cli.answer.LitmusDocument.Allowed;
import lab.cli.answer.LitmusDocument.Answered;
import lab.cli.answer.LitmusDocument.Condition;
import lab.memorymodel.MemoryModel;
import lab.memorymodel.compiler.LoadBuffering;
import lab.memorymodel.litmus.LitmusAnswer;
import lab.memorymodel.litmus.LitmusTest;
import lab.memorymodel.litmus.Observed;
import lab.room.ProgramControls;

/** One test of the document of {@code lab litmus}. */
final class LitmusResult {
  private LitmusResult() {}

  static Answered of(String file, LitmusAnswer answer) {
    LitmusTest test = answer.test();
    Map<String, Optional<Allowed>> models = new LinkedHashMap<>();
    Map<String, String> reasons = new LinkedHashMap<>();
    Map<String, String> holds = new LinkedHashMap<>();
    Map<String, Boolean> validated = new LinkedHashMap<>();
    answer
        .models()
        .forEach((model, said) -> {
          String word = model.word();
          switch (said) {
            case LitmusAnswer.Allowed a -> {
              models.put(word, Optional.of(new Allowed(a.allowed(), a.states(), a.complete())));
              a.verdict()
                  .ifPresent(v -> {
                    holds.put(word, v.holds().word());
                    validated.put(word, v.validated());
                  });
            }
            case LitmusAnswer.NoAnswer a -> {
              models.put(word, Optional.empty());
              reasons.put(word, a.reason());
            }
          }
        });
    List<String> why = List.copyOf(reasons.values());
    return new Answered(
        file,
        test.name(),
        test.observed().stream().map(Observed::text).toList(),
        models,
        test.condition().map(c -> new Condition(c.text(), c.quantifier().word(), holds)),
        why.isEmpty() ? Optional.empty() : Optional.of(String.join("; ", why)),
        test.dialect().word(),
        reasons,
        validated,
        leftOut(test, models));
  }

  private static Optional<String> leftOut(LitmusTest test, Map<String, Optional<Allowed>> models) {
    boolean asked = models.getOrDefault(MemoryModel.JAVA.word(), Optional.empty()).isPresent();
    return asked && LoadBuffering.possible(test.program())
        ? Optional.of(ProgramControls.Scope.RC11.leftOut())
        : Optional.empty();
  }
}
