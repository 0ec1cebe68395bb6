package lab.bench.harness;

import java.io.PrintStream;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collector;
import java.util.stream.Collectors;

/**
 * What a live program says to the lab that started it: one JSON object a line on standard output,
 * and nothing else there. Made before anything else runs, for it moves whatever others print to
 * standard error.
 *
 * <p>All methods may be called from any thread.
 */
public final class LiveAnswers {

  private static final Collector<CharSequence, ?, String> LIST = Collectors.joining(",", "[", "]");

  private final PrintStream out;

  private LiveAnswers(PrintStream out) {
    this.out = out;
  }

  /**
   * Takes standard output for the answers; ends this JVM when its parent has gone.
   *
   * <p>Without a parent that keeps standard input open, keep standard input open ({@code sleep 60 |
   * java …}).
   */
  public static LiveAnswers start() {
    LiveAnswers answers = new LiveAnswers(System.out);
    System.setOut(System.err);
    ParentWatch.begin();
    return answers;
  }

  /** Answers to somewhere else, for tests. */
  public static LiveAnswers to(PrintStream out) {
    return new LiveAnswers(out);
  }

  /**
   * How long to look, from the argument {@code --millis=N}.
   *
   * @param otherwise if there is no such argument
   */
  public static long millis(String[] arguments, long otherwise) {
    return Long.parseLong(setting(arguments, "millis", Long.toString(otherwise)));
  }

  /**
   * The value of a control, from the argument {@code --NAME=VALUE}; the last of that name counts.
   *
   * @param otherwise if there is no such argument
   */
  public static String setting(String[] arguments, String name, String otherwise) {
    String start = "--" + name + "=";
    return Arrays.stream(arguments)
        .filter(a -> a.startsWith(start))
        .map(a -> a.substring(start.length()))
        .reduce((first, last) -> last)
        .orElse(otherwise);
  }

  /** Something to show as it is; null: this host does not tell. */
  public void value(String name, Object value) {
    print(
        "{\"name\":"
            + JsonLines.quote(name)
            + ",\"value\":"
            + (value == null ? "null" : JsonLines.json(value))
            + "}");
  }

  /** How often an outcome of the evidence has been seen so far; a later line replaces this one. */
  public void outcome(String id, long count) {
    print("{\"outcome\":" + JsonLines.quote(id) + ",\"count\":" + count + "}");
  }

  /**
   * Samples of something that costs. Several lines of one label are several runs, which differ more
   * than the samples of one.
   *
   * @param unit as in {@code ns}; throughputs end in {@code /s}
   * @throws IllegalArgumentException if there are none, or one of them is no number
   */
  public void score(String label, String unit, double... samples) {
    if (samples.length == 0 || !Arrays.stream(samples).allMatch(Double::isFinite)) {
      throw new IllegalArgumentException("samples of " + label + ": " + Arrays.toString(samples));
    }
    String list =
        Arrays.stream(samples).mapToObj(Double::toString).collect(Collectors.joining(","));
    print(
        "{\"score\":%s,\"unit\":%s,\"samples\":[%s]}"
            .formatted(JsonLines.quote(label), JsonLines.quote(unit), list));
  }

  /**
   * Something measured between every two of these.
   *
   * @param names of the rows and columns
   * @param values a row for each; what is not a number was not measured
   * @param sampled whether there was no time for every pair
   * @param siblings names of those that share a core
   * @param notes what a reader must know of the values
   */
  public void matrix(
      String name,
      String unit,
      List<?> names,
      double[][] values,
      boolean sampled,
      List<? extends List<?>> siblings,
      String... notes) {
    String labels = JsonLines.json(names);
    String rows =
        Arrays.stream(values)
            .map(row -> Arrays.stream(row).mapToObj(JsonLines::json).collect(LIST))
            .collect(LIST);
    print(
        "{\"name\":%s,\"matrix\":{\"rows\":%s,\"columns\":%s,\"unit\":%s,\"values\":%s,\"sampled\":%s,\"siblings\":%s},\"notes\":%s}"
            .formatted(
                JsonLines.quote(name),
                labels,
                labels,
                JsonLines.quote(unit),
                rows,
                sampled,
                siblings.stream().map(JsonLines::json).collect(LIST),
                JsonLines.json(List.of(notes))));
  }

  /** Why this cannot be done on this host; say nothing else then. */
  public void unavailable(String reason) {
    print("{\"unavailable\":" + JsonLines.quote(reason) + "}");
  }

  private synchronized void print(String line) {
    out.println(line);
    out.flush();
  }
}
