package lab.memorymodel.labels;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** A class that ships, read as the build reads it: its class file, its source, its steps. */
public final class ShippedClass {
  private ShippedClass() {}

  public static Map<String, StepLabels.Access> steps(Class<?> type) {
    return steps(type.getName());
  }

  /** For a class that is seen in its package only. */
  public static Map<String, StepLabels.Access> steps(String binaryName) {
    return StepLabels.of(ShippedSteps.classFile(binaryName), source(binaryName));
  }

  public static byte[] bytes(Class<?> type) {
    return ShippedSteps.classFile(type.getName());
  }

  public static String source(Class<?> type) {
    return source(type.getName());
  }

  private static String source(String binaryName) {
    try {
      return Files.readString(Path.of("src/main/java", binaryName.replace('.', '/') + ".java"));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the source of " + binaryName, e);
    }
  }
}
