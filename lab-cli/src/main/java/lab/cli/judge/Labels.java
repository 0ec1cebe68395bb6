package lab.cli.judge;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import lab.cli.answer.Rows;
import lab.cli.answer.Verdict;

/**
 * What verdicts are called: by the controls that a run varies; where that is not enough, by the
 * settings that differ, then by what was looked at.
 */
final class Labels {
  private Labels() {}

  /**
   * A verdict that is not yet called anything.
   *
   * @param about what was looked at, in words
   */
  record Unnamed(Verdict verdict, String about) {}

  /** The same verdicts, each called what no other is called. */
  static List<Verdict> name(Questions asked, Collection<Unnamed> verdicts) {
    Map<Unnamed, String> labels = new LinkedHashMap<>();
    boolean several = verdicts.stream().map(v -> v.verdict().claim()).distinct().count() > 1;
    verdicts.forEach(v -> labels.put(v, first(asked, v.verdict(), verdicts, several)));
    extend(labels, alike -> v -> settings(asked, v, alike));
    extend(labels, _ -> v -> ": " + v.about());
    extend(labels, alike -> v -> ", " + (alike.indexOf(v) + 1));
    return labels.entrySet().stream()
        .map(e -> {
          Verdict v = e.getKey().verdict();
          return v.called(e.getValue(), asked.weakened(v.settings()));
        })
        .toList();
  }

  private static String first(
      Questions asked, Verdict v, Collection<Unnamed> verdicts, boolean several) {
    List<Map<String, String>> rows =
        verdicts.stream()
            .map(Unnamed::verdict)
            .filter(o -> o.claim().equals(v.claim()))
            .map(Verdict::settings)
            .toList();
    String row = asked.label(v.settings(), v.claim(), Rows.telling(asked.contrast(), rows));
    String jit = v.settings().containsKey("jit") ? " jit=" + v.settings().get("jit") : "";
    return (several && !row.equals(v.claim()) ? v.claim() + ", " : "") + row + jit;
  }

  /** Adds words to those that are called alike. */
  private static void extend(
      Map<Unnamed, String> labels, Function<List<Unnamed>, Function<Unnamed, String>> more) {
    Map<String, List<Unnamed>> groups = new LinkedHashMap<>();
    labels.forEach((v, label) -> groups.computeIfAbsent(label, _ -> new ArrayList<>()).add(v));
    for (List<Unnamed> alike : groups.values()) {
      if (alike.size() > 1) {
        Function<Unnamed, String> words = more.apply(alike);
        alike.forEach(v -> labels.merge(v, words.apply(v), String::concat));
      }
    }
  }

  /** The settings of a verdict that are not the same for all of them, nor said already. */
  private static String settings(Questions asked, Unnamed one, List<Unnamed> alike) {
    return one.verdict().settings().entrySet().stream()
        .filter(e -> !asked.contrast().contains(e.getKey()) && !e.getKey().equals("jit"))
        .filter(e ->
            alike.stream()
                .anyMatch(o -> !e.getValue().equals(o.verdict().settings().get(e.getKey()))))
        .map(e -> " " + e.getKey() + "=" + e.getValue())
        .collect(Collectors.joining());
  }
}
