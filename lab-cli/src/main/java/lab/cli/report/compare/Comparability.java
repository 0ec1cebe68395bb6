package lab.cli.report.compare;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import lab.cli.answer.Count;
import lab.cli.answer.HostResult;
import lab.cli.answer.ModelAnswer;
import lab.cli.answer.Rows;
import lab.cli.answer.Score;
import lab.cli.report.kept.Observed;
import lab.room.ProgramControls;
import lab.room.VerdictWord;

/** Whether two sides of a row speak of the same thing, and if not, why. */
final class Comparability {
  private Comparability() {}

  /** Why one side cannot be held against another; empty if it can. */
  static Optional<String> against(Entry a, Entry b) {
    return Stream.of(looked(a, b), settings(a, b), claim(a, b), tests(a, b))
        .flatMap(Optional::stream)
        .findFirst();
  }

  /** Who could not look does not differ: it says nothing. */
  private static Optional<String> looked(Entry a, Entry b) {
    boolean one = a.verdict().word() == VerdictWord.UNAVAILABLE;
    boolean other = b.verdict().word() == VerdictWord.UNAVAILABLE;
    if (one == other) {
      return Optional.empty();
    }
    Entry blind = one ? a : b;
    return Optional.of("%s could not look: %s".formatted(blind.name(), blind.verdict().sentence()));
  }

  private static Optional<String> settings(Entry a, Entry b) {
    Map<String, String> one = measured(a);
    Map<String, String> other = measured(b);
    Set<String> names = new TreeSet<>(one.keySet());
    names.addAll(other.keySet());
    return names.stream()
        .filter(n -> !Optional.ofNullable(one.get(n)).equals(Optional.ofNullable(other.get(n))))
        .findFirst()
        .map(n ->
            "settings differ: %s is %s in %s and %s in %s"
                .formatted(
                    n,
                    one.getOrDefault(n, "no control"),
                    a.name(),
                    other.getOrDefault(n, "no control"),
                    b.name()));
  }

  /**
   * What ran under. Which memory model was asked is no matter of the machine; that the answers are
   * the same is looked at by itself.
   */
  private static Map<String, String> measured(Entry of) {
    Map<String, String> settings = new LinkedHashMap<>(of.run().experiment().settings());
    settings.putAll(of.model().map(ModelAnswer::settings).orElse(Map.of()));
    settings.putAll(of.verdict().settings());
    settings.remove(ProgramControls.MODEL);
    return settings;
  }

  private static Optional<String> claim(Entry a, Entry b) {
    Optional<String> one = a.model().map(ModelAnswer::answer);
    Optional<String> other = b.model().map(ModelAnswer::answer);
    return one.equals(other)
        ? Optional.empty()
        : Optional.of(
            "the model's answer differs: %s in %s and %s in %s"
                .formatted(one.orElse("none"), a.name(), other.orElse("none"), b.name()));
  }

  private static Optional<String> tests(Entry a, Entry b) {
    return switch (a.observed()) {
      case Observed.Counted one when b.observed() instanceof Observed.Counted other ->
          differ("tests", names(one.tests()), names(other.tests()), a, b)
              .or(() -> differ("outcomes", outcomes(one), outcomes(other), a, b));
      case Observed.Weighed one when b.observed() instanceof Observed.Weighed other ->
          differ("what is measured", sides(one), sides(other), a, b)
              .or(() -> differ("units", unit(one), unit(other), a, b))
              .or(() ->
                  differ("how far apart the CPUs were", distance(one), distance(other), a, b));
      case Observed.Curve one when b.observed() instanceof Observed.Curve other ->
          differ("tests", one.swept().test(), other.swept().test(), a, b)
              .or(() -> differ("points", points(one), points(other), a, b));
      case Observed.Nothing n when b.observed() instanceof Observed.Nothing -> Optional.empty();
      default ->
          Optional.of("what is measured differs between %s and %s".formatted(a.name(), b.name()));
    };
  }

  private static Optional<String> differ(String what, String one, String other, Entry a, Entry b) {
    return one.equals(other)
        ? Optional.empty()
        : Optional.of("%s: %s in %s and %s in %s".formatted(what, one, a.name(), other, b.name()));
  }

  private static String names(List<HostResult.Outcomes> tests) {
    return tests.stream()
        .map(t -> Rows.shortName(t.test()))
        .sorted()
        .collect(Collectors.joining(", "));
  }

  private static String outcomes(Observed.Counted counted) {
    return counted.row().sum().outcomes().stream()
        .filter(c -> !c.unexpected())
        .map(Comparability::outcome)
        .sorted()
        .collect(Collectors.joining("; "));
  }

  private static String outcome(Count count) {
    return count.id() + (count.violation() ? " (breaks the claim)" : "");
  }

  private static String sides(Observed.Weighed weighed) {
    return "%s against %s".formatted(weighed.less().label(), weighed.more().label());
  }

  private static String unit(Observed.Weighed weighed) {
    return weighed.less().score().unit();
  }

  private static String distance(Observed.Weighed weighed) {
    return Stream.of(weighed.less().score(), weighed.more().score())
        .map(Score::distance)
        .map(d -> d.orElse("unknown"))
        .distinct()
        .collect(Collectors.joining(" and "));
  }

  private static String points(Observed.Curve curve) {
    return curve.swept().series().points().stream()
        .map(String::valueOf)
        .collect(Collectors.joining(", "));
  }
}
