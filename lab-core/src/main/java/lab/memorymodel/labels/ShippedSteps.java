package lab.memorymodel.labels;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The labelled accesses of the classes that ship, as the build wrote them into resources beside the
 * classes: {@code lab/labels/CLASS.tsv}, one access a line, in the order of {@link Step}'s
 * components. A class and those nested in it share a resource.
 */
public final class ShippedSteps {
  private static final String FOLDER = "lab/labels/";
  private static final String ROOT = "lab/concurrent";
  private static final int COLUMNS = 7;

  private ShippedSteps() {}

  /**
   * The accesses of a class and of those nested in it.
   *
   * @param realClass binary name
   * @return empty if it has none
   */
  public static List<Step> of(String realClass) {
    try (InputStream in = open(FOLDER + outermost(realClass) + ".tsv")) {
      return in == null
          ? List.of()
          : new String(in.readAllBytes(), StandardCharsets.UTF_8)
              .lines()
              .map(ShippedSteps::parse)
              .filter(s -> s.owner().equals(realClass) || s.owner().startsWith(realClass + "$"))
              .toList();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the labels of " + realClass, e);
    }
  }

  /** The class file of a shipped class. */
  static byte[] classFile(String binaryName) {
    try (InputStream in = open(binaryName.replace('.', '/') + ".class")) {
      if (in == null) {
        throw new IllegalArgumentException("no class " + binaryName);
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + binaryName, e);
    }
  }

  private static InputStream open(String resource) {
    return ShippedSteps.class.getClassLoader().getResourceAsStream(resource);
  }

  private static String outermost(String binaryName) {
    int nested = binaryName.indexOf('$');
    return nested < 0 ? binaryName : binaryName.substring(0, nested);
  }

  /**
   * The build's step: writes the resources of all shipped classes. A class with an access that has
   * no label gets none, and a line says so; a test refuses it.
   *
   * @param args the folder of the class files, which the resources go to, and that of the sources
   */
  public static void main(String[] args) throws IOException {
    Path classes = Path.of(args[0]);
    List<String> faults = new ArrayList<>();
    Map<String, List<Step>> all = all(classes, Path.of(args[1]), faults);
    faults.forEach(System.err::println);
    for (Map.Entry<String, List<Step>> entry : all.entrySet()) {
      Path file = classes.resolve(FOLDER + entry.getKey() + ".tsv");
      Files.createDirectories(file.getParent());
      Files.writeString(
          file, entry.getValue().stream().map(s -> text(s) + "\n").collect(Collectors.joining()));
    }
  }

  /**
   * Outermost class to the accesses of it and its nested classes.
   *
   * @param faults hears of each class that has an access without a label
   */
  static Map<String, List<Step>> all(Path classes, Path sources, List<String> faults)
      throws IOException {
    Map<String, List<Step>> all = new TreeMap<>();
    List<Path> files;
    try (Stream<Path> found = Files.walk(classes.resolve(ROOT))) {
      files = found.filter(f -> f.toString().endsWith(".class")).sorted().toList();
    }
    for (Path file : files) {
      String path = classes.relativize(file).toString().replace('\\', '/');
      String outer = outermost(path.substring(0, path.length() - ".class".length()));
      Path source = sources.resolve(outer + ".java");
      if (!Files.exists(source)) {
        continue; // Left over from a source that is gone.
      }
      try {
        all.computeIfAbsent(outer.replace('/', '.'), _ -> new ArrayList<>())
            .addAll(StepLabels.steps(Files.readAllBytes(file), Files.readString(source)));
      } catch (IllegalArgumentException e) {
        faults.add(source.getFileName() + ", " + e.getMessage());
      }
    }
    all.values().removeIf(List::isEmpty);
    return all;
  }

  private static String text(Step s) {
    return String.join(
        "\t",
        s.label(),
        s.owner(),
        s.method(),
        Integer.toString(s.occurrence()),
        s.access(),
        Integer.toString(s.line()),
        s.comment());
  }

  private static Step parse(String line) {
    String[] at = line.split("\t", COLUMNS);
    return new Step(
        at[0], at[1], at[2], Integer.parseInt(at[3]), at[4], Integer.parseInt(at[5]), at[6]);
  }
}
