package lab.memorymodel.litmus;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import lab.memorymodel.MemoryModel;

/** The test files of all dialects. Their headers say what each model answers. */
final class Corpus {
  private Corpus() {}

  static List<String> names() {
    URL folder = Corpus.class.getResource("/lab/litmus");
    try (Stream<Path> files = Files.list(Path.of(folder.toURI()))) {
      return files.map(f -> f.getFileName().toString().replace(".litmus", "")).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  static LitmusTest test(String name) {
    String file = name + ".litmus";
    try (var in = Corpus.class.getResourceAsStream("/lab/litmus/" + file)) {
      return LitmusReader.read(
          file, new String(in.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The models' words to {@code always}, {@code sometimes} or {@code never}. */
  static Map<String, String> expected(LitmusTest test) {
    Map<String, String> expected = new LinkedHashMap<>();
    for (String entry : test.info().get("Expect").split(" ")) {
      String[] pair = entry.split(":");
      expected.put(pair[0], pair[1]);
    }
    return expected;
  }

  static LitmusAnswer.Allowed allowed(LitmusTest test, MemoryModel model) {
    return (LitmusAnswer.Allowed) LitmusAnswer.of(test, List.of(model)).models().get(model);
  }
}
