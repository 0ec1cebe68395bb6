package lab.cli.report.compare;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import lab.cli.answer.RunDocument;
import lab.cli.answer.Verdict;
import lab.cli.report.compare.Comparison.Differs;
import lab.cli.report.kept.Estimate;
import lab.cli.report.kept.Observed;

/** Makes a {@link Comparison}. */
public final class Comparer {
  private final List<RunDocument> runs;
  private final List<Fingerprint> prints = new ArrayList<>();

  private Comparer(List<RunDocument> runs) {
    this.runs = runs;
    for (int i = 0; i < runs.size(); i++) {
      prints.add(Fingerprint.of(name(i), runs.get(i)));
    }
  }

  /**
   * @param runs two to four runs of one experiment
   */
  public static Comparison of(List<RunDocument> runs) {
    return new Comparer(runs).compare();
  }

  /** {@code A} for the first. */
  private static String name(int at) {
    return Character.toString('A' + at);
  }

  /**
   * What makes two verdicts one row.
   *
   * @param which the how-manieth of the same claim and settings in its run
   */
  private record Key(String claim, Map<String, String> settings, int which) {}

  private Comparison compare() {
    Map<Key, List<Optional<Entry>>> table = new LinkedHashMap<>();
    for (int i = 0; i < runs.size(); i++) {
      for (Verdict verdict : runs.get(i).verdicts()) {
        Entry entry = Entry.of(name(i), runs.get(i), verdict);
        Key key = free(table, verdict, i);
        table.computeIfAbsent(key, _ -> new ArrayList<>(noEntries())).set(i, Optional.of(entry));
      }
    }
    Map<Comparison.Row, List<Optional<Entry>>> rows = new LinkedHashMap<>();
    table.forEach((key, entries) -> rows.put(row(key, entries), entries));
    return new Comparison(
        runs.getFirst().experiment().id(),
        IntStream.range(0, runs.size()).mapToObj(this::side).toList(),
        rows.keySet().stream().sorted(Comparator.comparing(Comparison.Row::differs)).toList(),
        explanations(rows));
  }

  private List<Optional<Entry>> noEntries() {
    return runs.stream().map(_ -> Optional.<Entry>empty()).toList();
  }

  private static Key free(Map<Key, List<Optional<Entry>>> table, Verdict verdict, int side) {
    Key key = new Key(verdict.claim(), verdict.settings(), 0);
    while (table.containsKey(key) && table.get(key).get(side).isPresent()) {
      key = new Key(key.claim(), key.settings(), key.which() + 1);
    }
    return key;
  }

  private Comparison.Side side(int at) {
    RunDocument run = runs.get(at);
    return new Comparison.Side(
        name(at), run.run(), run.begun(), run.label(), run.machine().sentence());
  }

  private static Comparison.Row row(Key key, List<Optional<Entry>> sides) {
    List<Entry> entries = sides.stream().flatMap(Optional::stream).toList();
    Optional<String> why =
        entries.size() < sides.size()
            ? Optional.of("only in " + String.join(" and ", names(entries)))
            : pairs(entries).stream()
                .flatMap(p -> Comparability.against(p.a(), p.b()).stream())
                .findFirst();
    return new Comparison.Row(
        key.claim(),
        entries.getFirst().verdict().label(),
        key.settings(),
        why.isPresent() ? Differs.NOT_COMPARABLE : differs(entries),
        why,
        sides.stream().map(s -> s.map(Entry::cell)).toList(),
        why.isPresent() ? Optional.empty() : noise(entries));
  }

  private static List<String> names(List<Entry> entries) {
    return entries.stream().map(Entry::name).toList();
  }

  private record Pair(Entry a, Entry b) {
    boolean differsInWord() {
      return a.verdict().word() != b.verdict().word();
    }

    boolean apart() {
      return a.estimate().flatMap(e -> b.estimate().map(e::apart)).orElse(false);
    }
  }

  /** Every side with every later one. */
  private static List<Pair> pairs(List<Entry> entries) {
    List<Pair> pairs = new ArrayList<>();
    for (int i = 0; i < entries.size(); i++) {
      for (int j = i + 1; j < entries.size(); j++) {
        pairs.add(new Pair(entries.get(i), entries.get(j)));
      }
    }
    return pairs;
  }

  private static Differs differs(List<Entry> entries) {
    List<Pair> pairs = pairs(entries);
    return pairs.stream().anyMatch(Pair::differsInWord)
        ? Differs.WORD
        : pairs.stream().anyMatch(Pair::apart) ? Differs.SIZE : Differs.SAME;
  }

  /** Is it noise? Intervals that overlap may be of one and the same thing. */
  private static Optional<String> noise(List<Entry> entries) {
    boolean numbers = entries.stream().allMatch(e -> e.estimate().isPresent());
    boolean equal =
        numbers
            && entries.stream().map(e -> e.estimate().orElseThrow().middle()).distinct().count()
                == 1;
    if (!numbers || equal) {
      return Optional.empty();
    }
    List<String> apart =
        pairs(entries).stream()
            .filter(Pair::apart)
            .map(p -> p.a().name() + " and " + p.b().name())
            .toList();
    Estimate.Kind kind = entries.getFirst().estimate().orElseThrow().kind();
    if (apart.isEmpty()) {
      return Optional.of("The intervals overlap: the difference may be noise.");
    }
    return Optional.of(
        "The intervals of %s are apart: more than %s."
            .formatted(
                String.join(", of ", apart),
                kind == Estimate.Kind.SHARE
                    ? "chance, if samples are independent; bursts of the machine are not"
                    : "the noise within each run"));
  }

  /** Rows that differ for the same reasons are told together. */
  private List<Comparison.Explanation> explanations(
      Map<Comparison.Row, List<Optional<Entry>>> rows) {
    Map<List<String>, List<String>> labels = new LinkedHashMap<>();
    rows.forEach((row, sides) -> {
      if (row.differs() == Differs.WORD || row.differs() == Differs.SIZE) {
        List<Entry> entries = sides.stream().flatMap(Optional::stream).toList();
        labels.computeIfAbsent(reasons(entries), _ -> new ArrayList<>()).add(row.label());
      }
    });
    return labels.entrySet().stream()
        .map(e -> new Comparison.Explanation(e.getValue(), e.getKey()))
        .toList();
  }

  /** Of every two sides that differ, each reason once. */
  private List<String> reasons(List<Entry> entries) {
    return pairs(entries).stream()
        .filter(p -> p.differsInWord() || p.apart())
        .flatMap(p -> Rule.reasons(print(p.a()), print(p.b()), kind(p.a())).stream())
        .distinct()
        .toList();
  }

  private Fingerprint print(Entry entry) {
    return prints.get(entry.name().charAt(0) - 'A');
  }

  private static Estimate.Kind kind(Entry entry) {
    return entry.observed() instanceof Observed.Counted ? Estimate.Kind.SHARE : Estimate.Kind.RATIO;
  }
}
