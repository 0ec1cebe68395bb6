package lab.cli.answer;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Which part of the JVM runs a test: the values of the controls {@code jit} and {@code seed}. */
public enum JitTier {
  /** As a JVM starts by itself: all three below in turn. */
  DEFAULT("default"),
  INTERPRETER("interpreter", "-Xint"),
  C1("c1", "-XX:TieredStopAtLevel=1"),
  C2("c2", "-XX:-TieredCompilation"),
  /**
   * C2 with its choices of order made at random. The options are those that HotSpot itself is
   * tested with; the same seed makes the same choices.
   */
  C2_STRESS(
      "c2-stress",
      "-XX:-TieredCompilation",
      "-XX:+UnlockDiagnosticVMOptions",
      "-XX:+StressLCM",
      "-XX:+StressGCM",
      "-XX:+StressIGVN",
      "-XX:+StressCCP");

  /** Value of the control that asks for each of them in turn. */
  static final String ALL = "all";

  private final String word;

  @SuppressWarnings("ImmutableEnumChecker") // made by List.of
  private final List<String> flags;

  JitTier(String word, String... flags) {
    this.word = word;
    this.flags = List.of(flags);
  }

  public String word() {
    return word;
  }

  /** The JVM flags that select it. */
  public List<String> flags(Map<String, String> settings) {
    if (this != C2_STRESS) {
      return flags;
    }
    List<String> seeded = new ArrayList<>(flags);
    seeded.add("-XX:StressSeed=" + settings.getOrDefault("seed", "1"));
    return List.copyOf(seeded);
  }

  /** The tiers that the settings ask for; the default where the room has no such control. */
  public static List<JitTier> of(Map<String, String> settings) {
    String value = settings.getOrDefault("jit", DEFAULT.word);
    return value.equals(ALL)
        ? List.of(values())
        : Arrays.stream(values()).filter(t -> t.word.equals(value)).toList();
  }

  /** The tiers that tell which part of the JVM did it. */
  public static List<JitTier> parts() {
    return List.of(INTERPRETER, C1, C2);
  }
}
