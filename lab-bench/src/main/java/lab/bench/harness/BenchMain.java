package lab.bench.harness;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.results.format.ResultFormatFactory;
import org.openjdk.jmh.results.format.ResultFormatType;
import org.openjdk.jmh.runner.NoBenchmarksException;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.CommandLineOptionException;

/**
 * Runs JMH benchmarks and prints one JSON object per line on standard output, and nothing else
 * there: what JMH and the benchmarks print goes to standard error. See {@link BenchPlan#parse} for
 * the arguments.
 *
 * <pre>
 * {"event":"fork","label":"padded","fork":1,"forks":2,"windows":60,"unit":"ns/op","command":[…]}
 * {"event":"window","label":"padded","fork":1,"value":2.31,"handOverBefore":25.1,"handOverAfter":25.3}
 * {"event":"failed","label":"padded","reason":"…"}
 * {"event":"end"}
 * </pre>
 *
 * <p>Forks of the benchmarks are interleaved, so that a machine that changes with time changes for
 * all of them. This JVM ends, and its forks with it, when its standard input is closed.
 */
public final class BenchMain {
  private final BenchPlan plan;
  private final JsonLines out;
  private final Pace pace;
  private final List<RunResult> results = new ArrayList<>();

  private BenchMain(BenchPlan plan, JsonLines out) {
    this.plan = plan;
    this.pace = new Pace(plan);
    this.out = out;
  }

  public static void main(String[] args) throws IOException {
    JsonLines out = new JsonLines(System.out);
    System.setOut(new PrintStream(System.err, true, StandardCharsets.UTF_8));
    ParentWatch.begin();
    new BenchMain(BenchPlan.parse(List.of(args)), out).run();
    out.print("end");
  }

  private void run() throws IOException {
    for (int fork = 1; fork <= plan.rounds(); fork++) {
      for (BenchPlan.Item item : plan.items()) {
        measure(item, fork);
        keep();
      }
    }
  }

  private void measure(BenchPlan.Item item, int fork) {
    try {
      WindowLines lines = new WindowLines(out, item, fork, plan.rounds(), plan.talk());
      long begun = System.nanoTime();
      Collection<RunResult> measured =
          new Runner(plan.options(item, pace.times(item)), lines).run();
      pace.took(item, TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begun));
      results.addAll(measured);
      if (measured.isEmpty()) {
        failed(item, lines.failure().orElse("it gave no result; JMH's output says why"));
      }
    } catch (NoBenchmarksException e) {
      failed(item, "there is no benchmark " + item.method());
    } catch (RunnerException e) {
      failed(item, reason(e));
    } catch (CommandLineOptionException e) {
      failed(item, "JMH does not understand its options: " + e.getMessage());
    }
  }

  private void failed(BenchPlan.Item item, String reason) {
    out.print("failed", "label", item.label(), "reason", reason);
  }

  private static String reason(RunnerException e) {
    String message = String.valueOf(e.getMessage()).strip();
    return message.contains("JMH lock")
        ? "another JMH is measuring on this machine (it holds jmh.lock in the temporary folder);"
            + " wait until it has ended"
        : message.lines().findFirst().orElse("JMH failed");
  }

  /** Writes what has been measured so far in JMH's own format: at once or not at all. */
  private void keep() throws IOException {
    if (plan.jmhJson().isEmpty() || results.isEmpty()) {
      return;
    }
    Path file = plan.jmhJson().get();
    Path unfinished = file.resolveSibling(file.getFileName() + ".partial");
    ResultFormatFactory.getInstance(ResultFormatType.JSON, unfinished.toString()).writeOut(results);
    Files.move(
        unfinished, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
  }
}
