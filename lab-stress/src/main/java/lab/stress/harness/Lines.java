package lab.stress.harness;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What a child says to its parent: one JSON object per line on standard output, and nothing else.
 * Whatever a test prints goes to standard error.
 */
final class Lines {
  private final PrintStream out;

  private Lines(PrintStream out) {
    this.out = out;
  }

  /** Takes standard output for the protocol and sends everybody else's output to standard error. */
  static Lines takeStandardOutput() {
    System.setOut(System.err);
    return new Lines(
        new PrintStream(new FileOutputStream(FileDescriptor.out), false, StandardCharsets.UTF_8));
  }

  /** The test that begins: how many actors it has, and on how many CPUs. */
  synchronized void start(String test, int actors, int cpus) {
    println(
        "{\"event\":\"start\",\"test\":%s,\"actors\":%d,\"cpus\":%d}"
            .formatted(quote(test), actors, cpus));
  }

  /** All counts so far. */
  synchronized void counts(long millis, Map<String, Long> counts) {
    println("{\"event\":\"counts\",\"millis\":%d,\"counts\":%s}".formatted(millis, json(counts)));
  }

  /**
   * The end of a test, with all its counts.
   *
   * @param windows how many windows it ran
   * @param crowded in how many of them the actors hardly met, for want of a free CPU
   * @param status {@code ok}, {@code hung} (an actor never came back) or {@code failed}
   * @param message why, or null
   */
  synchronized void end(
      String test,
      long millis,
      Map<String, Long> counts,
      int windows,
      int crowded,
      String status,
      String message) {
    println(
        ("{\"event\":\"end\",\"test\":%s,\"millis\":%d,\"counts\":%s,"
                + "\"windows\":%d,\"crowded\":%d,\"status\":%s,\"message\":%s}")
            .formatted(
                quote(test),
                millis,
                json(counts),
                windows,
                crowded,
                quote(status),
                message == null ? "null" : quote(message)));
  }

  private void println(String line) {
    out.print(line + "\n");
    out.flush();
  }

  private static String json(Map<String, Long> counts) {
    return counts.entrySet().stream()
        .map(e -> quote(e.getKey()) + ":" + e.getValue())
        .collect(Collectors.joining(",", "{", "}"));
  }

  static String quote(String text) {
    StringBuilder json = new StringBuilder("\"");
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' || c == '\\') {
        json.append('\\').append(c);
      } else if (c < ' ') {
        json.append("\\u%04x".formatted((int) c));
      } else {
        json.append(c);
      }
    }
    return json.append('"').toString();
  }
}
