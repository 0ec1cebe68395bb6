package lab.stress.harness;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.openjdk.jcstress.infra.Status;
import org.openjdk.jcstress.infra.collectors.DiskReadCollector;
import org.openjdk.jcstress.infra.collectors.InProcessCollector;
import org.openjdk.jcstress.infra.collectors.TestResult;
import org.openjdk.jcstress.infra.runners.TestConfig;

/**
 * Main class of the child JVM that reads what jcstress's own harness left on disk and tells the
 * parent, one line per test, as {@link DirectRunner} would have done.
 *
 * <p>Argument: the folder that holds {@code jcstress-results-*.bin.gz}.
 */
public final class ReadResults {
  private ReadResults() {}

  public static void main(String[] args) throws Exception {
    Lines lines = Lines.takeStandardOutput();
    Map<String, List<TestResult>> byTest = new TreeMap<>();
    for (TestResult result : read(Path.of(args[0]))) {
      byTest.computeIfAbsent(result.getConfig().binaryName, name -> new ArrayList<>()).add(result);
    }
    byTest.forEach((test, results) -> tell(lines, test, results));
  }

  private static List<TestResult> read(Path folder) throws IOException, ClassNotFoundException {
    List<TestResult> results = new ArrayList<>();
    try (DirectoryStream<Path> files =
        Files.newDirectoryStream(folder, "jcstress-results-*.bin.gz")) {
      for (Path file : files) {
        InProcessCollector collector = new InProcessCollector();
        DiskReadCollector reader = new DiskReadCollector(file.toString(), collector);
        try {
          reader.dump();
        } finally {
          reader.close();
        }
        results.addAll(collector.getTestResults());
      }
    }
    return results;
  }

  /** One test over all the configurations that the harness ran it in. */
  private static void tell(Lines lines, String test, Collection<TestResult> results) {
    Map<String, Long> counts = new TreeMap<>();
    long millis = 0;
    String message = null;
    for (TestResult result : results) {
      for (String outcome : result.getStateKeys()) {
        counts.merge(outcome, result.getCount(outcome), Long::sum);
      }
      TestConfig config = result.getConfig();
      millis += (long) config.time * config.iters;
      if (result.status() != Status.NORMAL) {
        message = result.status() + " with " + String.join(" ", config.jvmArgs);
      }
    }
    String status = message == null ? "ok" : "failed";
    lines.end(test, millis, counts, results.size(), 0, status, message);
  }
}
