package lab.experiments.memory.reordering;

import java.util.List;

/** Which part of the JVM runs the tests: so one can see who reorders, the compiler or the CPU. */
final class Jit {
  static final String CONTROL = "jit";
  static final List<String> WORDS = List.of("default", "interpreter", "c1", "c2", "c2-stress");

  private Jit() {}

  /**
   * Flags of the JVM that runs the tests.
   *
   * @param seed of what C2 chooses at random under {@code c2-stress}: the same seed compiles alike
   */
  static List<String> flags(String jit, int seed) {
    return switch (jit) {
      case "default" -> List.of();
      case "interpreter" -> List.of("-Xint");
      case "c1" -> List.of("-XX:TieredStopAtLevel=1");
      case "c2" -> List.of("-XX:-TieredCompilation");
      case "c2-stress" ->
          List.of(
              "-XX:-TieredCompilation",
              "-XX:+UnlockDiagnosticVMOptions",
              "-XX:+StressLCM",
              "-XX:+StressGCM",
              "-XX:+StressIGVN",
              "-XX:+StressCCP",
              "-XX:StressSeed=" + seed);
      default -> throw new IllegalArgumentException("no part of the JVM: " + jit);
    };
  }
}
