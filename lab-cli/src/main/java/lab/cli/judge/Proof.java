package lab.cli.judge;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import lab.cli.answer.Count;
import lab.cli.answer.ModelAnswer;
import lab.memorymodel.MemoryModel;
import lab.room.Findings;

/** What a sentence may say that leans on the models: which were asked, and in which world. */
final class Proof {
  private Proof() {}

  /** That nothing was seen is no proof; this is whose it is, and of which world. */
  static String of(ModelAnswer model) {
    return "that it cannot happen%s is the model's proof%s (%s)%s"
        .formatted(by(model), world(model), model.extent(), leftOut(model));
  }

  /** To follow what was seen. */
  static String rulesOut(ModelAnswer model) {
    return "and the model rules it out%s%s (%s)%s"
        .formatted(by(model), world(model), model.extent(), leftOut(model));
  }

  private static String by(ModelAnswer model) {
    return model.reach().by().map(b -> " " + b).orElse("");
  }

  private static String world(ModelAnswer model) {
    return model.reach().world().map(w -> " in a world of " + w).orElse("");
  }

  /** A sentence within a sentence: it begins small and ends without its point. */
  private static String leftOut(ModelAnswer model) {
    return model
        .reach()
        .leftOut()
        .map(s -> s.endsWith(".") ? s.substring(0, s.length() - 1) : s)
        .map(s -> "; " + Character.toLowerCase(s.charAt(0)) + s.substring(1))
        .orElse("");
  }

  /** Says of which models nobody allows what was seen. */
  static String noModelAllows(ModelAnswer model, List<Count> seen, String samples) {
    List<Count> foreseen = seen.stream().filter(c -> !c.unexpected()).toList();
    List<Count> others = seen.stream().filter(Count::unexpected).toList();
    return "of %s samples ".formatted(samples)
        + Stream.of(said(foreseen, neither(model)), said(others, "which the test does not expect"))
            .flatMap(Optional::stream)
            .collect(Collectors.joining("; "));
  }

  private static Optional<String> said(List<Count> counts, String why) {
    return counts.isEmpty()
        ? Optional.empty()
        : Optional.of(
            counts.stream()
                    .map(c ->
                        "%s %s (%s)"
                            .formatted(
                                Findings.number(c.count()),
                                c.count() == 1 ? "was" : "were",
                                c.id()))
                    .collect(Collectors.joining(" and "))
                + ", "
                + why);
  }

  /** {@code which neither sc, tso nor java (RC11-style) allows}. */
  private static String neither(ModelAnswer model) {
    List<String> models = model.reach().models().stream().map(Proof::named).toList();
    if (models.isEmpty()) {
      return "which the model does not allow";
    }
    return models.size() == 1
        ? "which " + models.getFirst() + " does not allow"
        : "which neither %s nor %s allows"
            .formatted(String.join(", ", models.subList(0, models.size() - 1)), models.getLast());
  }

  /** {@code java} is one reading of Java's access modes among others: it says which. */
  private static String named(String model) {
    return model.equals(MemoryModel.JAVA.word()) ? model + " (RC11-style)" : model;
  }
}
