package lab.stress.harness;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.openjdk.jcstress.infra.runners.ForkedTestConfig;
import org.openjdk.jcstress.infra.runners.Runner;
import org.openjdk.jcstress.infra.runners.SpinLoopStyle;

/** Makes the configurations that jcstress's generated runners take. */
final class Configs {
  /** Far more than the windows here need, so that jcstress's estimate never shrinks them. */
  private static final int MAX_FOOTPRINT_MEGABYTES = 100;

  private Configs() {}

  /**
   * A configuration of one window. Most of jcstress's fields are final and the constructor that is
   * fit for a program reads them from a stream, in this order.
   *
   * @param millis length of the window
   * @param stride states between two barriers: few favour narrow races, many favour throughput
   * @param strides strides in one pass over all states
   */
  @SuppressWarnings("EnumOrdinal") // jcstress's own stream format
  static ForkedTestConfig window(
      String runner, SpinLoopStyle spin, int millis, int stride, int strides) {
    try {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      DataOutputStream out = new DataOutputStream(bytes);
      out.writeInt(spin.ordinal());
      out.writeInt(millis);
      out.writeInt(1);
      out.writeUTF(runner);
      out.writeInt(MAX_FOOTPRINT_MEGABYTES);
      out.writeInt(stride);
      out.writeInt(strides);
      out.writeBoolean(false);
      return new ForkedTestConfig(
          new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Runner<?> runner(ForkedTestConfig config) throws ReflectiveOperationException {
    return Class.forName(config.generatedRunnerName)
        .asSubclass(Runner.class)
        .getConstructor(ForkedTestConfig.class)
        .newInstance(config);
  }
}
