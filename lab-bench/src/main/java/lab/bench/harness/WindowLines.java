package lab.bench.harness;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.infra.IterationParams;
import org.openjdk.jmh.results.BenchmarkResult;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.IterationType;
import org.openjdk.jmh.runner.format.OutputFormat;
import org.openjdk.jmh.runner.format.OutputFormatFactory;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * Prints each window that counts, as soon as JMH has measured it. What JMH would tell a person goes
 * to standard error if it is wanted; if not, what it says of a failure still does.
 */
final class WindowLines implements OutputFormat {
  private final JsonLines out;
  private final BenchPlan.Item item;
  private final int forks;
  private final OutputFormat talk;
  private int fork;
  private final StringBuilder said = new StringBuilder();

  /**
   * @param fork the number of this fork, where we count them
   * @param forks how many there will be, where we count them
   * @param talks whether JMH's own output is wanted, and JMH counts the forks
   */
  WindowLines(JsonLines out, BenchPlan.Item item, int fork, int forks, boolean talks) {
    this.out = out;
    this.item = item;
    this.fork = fork;
    this.forks = forks;
    this.talk =
        talks
            ? OutputFormatFactory.createFormatInstance(System.out, VerboseMode.NORMAL)
            : new Silence();
  }

  /** Why there is no result, as far as JMH said it. */
  Optional<String> failure() {
    return Failure.in(said.toString());
  }

  @Override
  public void startBenchmark(BenchmarkParams benchmark) {
    talk.startBenchmark(benchmark);
    out.print(
        "fork",
        "label",
        item.label(),
        "fork",
        fork,
        "forks",
        Math.max(forks, benchmark.getForks()),
        "windows",
        benchmark.getMeasurement().getCount(),
        "mode",
        benchmark.getMode().shortLabel(),
        "command",
        command(benchmark));
  }

  /** What to type after {@code java -cp …} to have JMH run one such fork again. */
  private List<String> command(BenchmarkParams benchmark) {
    IterationParams warmUp = benchmark.getWarmup();
    IterationParams windows = benchmark.getMeasurement();
    List<String> command = new ArrayList<>(benchmark.getJvmArgs());
    command.addAll(List.of("org.openjdk.jmh.Main", benchmark.getBenchmark() + "$"));
    command.addAll(List.of("-bm", benchmark.getMode().shortLabel(), "-f", "1"));
    command.addAll(List.of("-wi", "" + warmUp.getCount(), "-w", time(warmUp)));
    command.addAll(List.of("-i", "" + windows.getCount(), "-r", time(windows)));
    item.profiler().ifPresent(p -> command.addAll(List.of("-prof", p)));
    for (String name : benchmark.getParamsKeys()) {
      command.addAll(List.of("-p", name + "=" + benchmark.getParam(name)));
    }
    return command;
  }

  private static String time(IterationParams params) {
    return params.getTime().convertTo(TimeUnit.MILLISECONDS) + "ms";
  }

  @Override
  public void iterationResult(
      BenchmarkParams benchmark, IterationParams params, int iteration, IterationResult data) {
    talk.iterationResult(benchmark, params, iteration, data);
    if (params.getType() != IterationType.MEASUREMENT) {
      return;
    }
    List<Object> fields = new ArrayList<>();
    fields.addAll(List.of("label", item.label(), "fork", fork));
    Result<?> score = score(data);
    fields.addAll(List.of("value", score.getScore()));
    fields.addAll(List.of("unit", score.getScoreUnit()));
    data.getSecondaryResults()
        .forEach((name, result) -> fields.addAll(List.of(name, result.getScore())));
    out.print("window", fields.toArray());
    if (iteration == params.getCount()) {
      fork++;
    }
  }

  private Result<?> score(IterationResult data) {
    if (item.secondary().isEmpty()) {
      return data.getPrimaryResult();
    }
    String name = item.secondary().get();
    Result<?> secondary = data.getSecondaryResults().get(name);
    if (secondary == null) {
      throw new IllegalStateException(
          "JMH gave no %s, only %s".formatted(name, data.getSecondaryResults().keySet()));
    }
    return secondary;
  }

  @Override
  public void iteration(BenchmarkParams benchmark, IterationParams params, int iteration) {
    talk.iteration(benchmark, params, iteration);
  }

  @Override
  public void endBenchmark(BenchmarkResult result) {
    talk.endBenchmark(result);
  }

  @Override
  public void startRun() {
    talk.startRun();
  }

  @Override
  public void endRun(Collection<RunResult> results) {
    talk.endRun(results);
  }

  @Override
  public void print(String text) {
    said.append(text);
    System.err.print(text);
  }

  @Override
  public void println(String text) {
    said.append(text).append('\n');
    System.err.println(text);
  }

  @Override
  public void flush() {
    System.err.flush();
  }

  @Override
  public void close() {}

  @Override
  public void verbosePrintln(String text) {}

  @Override
  public void write(int b) {
    System.err.write(b);
  }

  @Override
  public void write(byte[] bytes) {
    System.err.write(bytes, 0, bytes.length);
  }
}
