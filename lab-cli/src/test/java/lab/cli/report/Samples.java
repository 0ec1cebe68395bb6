package lab.cli.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import lab.cli.answer.Documents;
import lab.cli.answer.RunDocument;
import lab.cli.answer.RunReader;

/**
 * The committed runs of November: an AMD EPYC with two CPUs; those of cpu and net a Xeon with two.
 */
public final class Samples {
  private Samples() {}

  /** Maven runs tests in the module's folder, an IDE perhaps in the checkout. */
  public static Path folder() {
    Path here = Path.of("results/samples");
    return Files.isDirectory(here) ? here : Path.of("..").resolve(here);
  }

  /** The file of the one of that experiment. */
  public static Path file(String id) {
    try (Stream<Path> all = Files.list(folder())) {
      return all.filter(p -> p.getFileName().toString().contains("Z-" + id + "-"))
          .map(p -> p.resolve("run.json"))
          .findFirst()
          .orElseThrow();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public static String text(String id) {
    try {
      return Files.readString(file(id));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public static RunDocument run(String id) {
    try {
      return RunReader.read(text(id));
    } catch (Documents.Unreadable e) {
      throw new AssertionError(e);
    }
  }

  /** The same run with parts of its text replaced: each pair is what was, and what is instead. */
  public static RunDocument changed(String id, String... replacements) {
    try {
      return RunReader.read(replaced(text(id), replacements));
    } catch (Documents.Unreadable e) {
      throw new AssertionError(e);
    }
  }

  /** Replaces, and fails where there is nothing to replace: the test would test nothing. */
  public static String replaced(String text, String... replacements) {
    String changed = text;
    for (String[] pair : pairs(replacements)) {
      if (!changed.contains(pair[0])) {
        throw new AssertionError("nothing to replace: " + pair[0]);
      }
      changed = changed.replace(pair[0], pair[1]);
    }
    return changed;
  }

  private static List<String[]> pairs(String... flat) {
    return IntStream.range(0, flat.length / 2)
        .mapToObj(i -> new String[] {flat[2 * i], flat[2 * i + 1]})
        .toList();
  }

  /** Writes a run into a folder of its name, as {@code lab run} does. */
  public static Path keep(Path folder, String name, String json) {
    try {
      Path run = Files.createDirectories(folder.resolve(name));
      Files.writeString(run.resolve("run.json"), json);
      return run;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Holds a text against the committed one; {@code -Dlab.golden=write} writes it anew, and a person
   * then reads the difference.
   */
  public static void golden(String name, String text) {
    Path module = Path.of(Files.isDirectory(Path.of("lab-cli")) ? "lab-cli" : "");
    Path file = module.resolve("src/test/resources/lab/cli/report").resolve(name);
    try {
      if ("write".equals(System.getProperty("lab.golden"))) {
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
      }
      assertThat(text).as(name).isEqualTo(Files.readString(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
