package lab.cli.report.kept;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import lab.cli.results.RunFolder;
import lab.input.BadInput;

/**
 * A folder that holds folders of runs.
 *
 * @param newest the newest complete run of each subject
 * @param older how many complete runs of these subjects are left out because a newer one is there
 * @param partial names of runs that are not complete
 * @param broken of each folder that holds no readable run, why
 */
record Shelf(List<Kept> newest, int older, List<String> partial, List<String> broken) {

  /** Names of the folders of runs in it, the last first: they begin with the time. */
  static List<String> names(Path folder) {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> all = Files.list(folder)) {
      return all.filter(Shelf::holdsRun)
          .map(p -> p.getFileName().toString())
          .sorted((a, b) -> b.compareTo(a))
          .toList();
    } catch (IOException e) {
      throw new BadInput(folder + " cannot be read");
    }
  }

  static boolean holdsRun(Path folder) {
    return Files.exists(folder.resolve(RunFolder.DOCUMENT));
  }

  static Shelf read(Path folder) {
    Map<Kept.Subject, Kept> newest = new LinkedHashMap<>();
    List<String> partial = new ArrayList<>();
    List<String> broken = new ArrayList<>();
    int complete = 0;
    for (String name : names(folder)) {
      if (name.endsWith(RunFolder.PARTIAL)) {
        partial.add(name);
        continue;
      }
      try {
        Path file = folder.resolve(name).resolve(RunFolder.DOCUMENT);
        Kept kept = RunFile.read(file, file.toString());
        if (kept.run().complete()) {
          complete++;
          newest.merge(
              kept.subject(), kept, (a, b) -> Kept.NEWEST_FIRST.compare(a, b) <= 0 ? a : b);
        } else {
          partial.add(name);
        }
      } catch (BadInput e) {
        // One broken file must not hide the others; the report says so.
        broken.add(e.getMessage());
      }
    }
    return new Shelf(List.copyOf(newest.values()), complete - newest.size(), partial, broken);
  }
}
