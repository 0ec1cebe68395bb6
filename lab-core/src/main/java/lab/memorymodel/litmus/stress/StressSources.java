package lab.memorymodel.litmus.stress;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Writes the sources of all generated jcstress tests: {@code java ... StressSources FOLDER}. */
public final class StressSources {
  private StressSources() {}

  /**
   * @param args the source folder to write below; files that are as they should be stay untouched,
   *     so that nothing is compiled again without need, and files of shapes that are gone are
   *     deleted
   */
  public static void main(String[] args) throws IOException {
    if (args.length != 1) {
      throw new IllegalArgumentException("expected the folder to write to");
    }
    write(Path.of(args[0]));
  }

  static void write(Path sources) throws IOException {
    Path folder = sources.resolve(StressCase.packageName().replace('.', '/'));
    Files.createDirectories(folder);
    Map<String, String> files = files();
    try (Stream<Path> present = Files.list(folder)) {
      for (Path file : present.toList()) {
        if (!files.containsKey(file.getFileName().toString())) {
          Files.delete(file);
        }
      }
    }
    for (Map.Entry<String, String> file : files.entrySet()) {
      Path path = folder.resolve(file.getKey());
      if (!Files.exists(path) || !Files.readString(path).equals(file.getValue())) {
        Files.writeString(path, file.getValue());
      }
    }
  }

  /** File name to source. */
  static Map<String, String> files() {
    Map<String, String> files = new LinkedHashMap<>();
    for (StressCase stress : StressCase.all()) {
      files.put(file(stress), TestSource.ofOutcomes(stress, Outcomes.of(stress)));
    }
    List<StressCase> spins = StressCase.spins();
    for (StressCase spin : spins) {
      files.put(file(spin), TestSource.ofSpin(spin, Outcomes.ofSpin(spin)));
    }
    return files;
  }

  private static String file(StressCase stress) {
    return stress.className() + ".java";
  }
}
