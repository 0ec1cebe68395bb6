package lab.cli.host;

import java.util.List;

/** What every JVM that measures is started with, whatever this JVM was started with. */
public final class MeasuringJvm {
  /** Named, for the price of a barrier depends on it, and the JVM's own choice on the machine. */
  public static final String GC = "G1";

  private static final List<String> FLAGS =
      List.of(
          "-XX:+UseG1GC",
          "--enable-native-access=ALL-UNNAMED",
          "--sun-misc-unsafe-memory-access=allow",
          "--add-opens=java.base/jdk.internal.misc=ALL-UNNAMED");

  private MeasuringJvm() {}

  /** The collector; native access to pin threads; what JMH, jcstress and Agrona ask for. */
  public static List<String> flags() {
    return FLAGS;
  }
}
