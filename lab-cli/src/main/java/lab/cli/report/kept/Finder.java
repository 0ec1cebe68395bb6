package lab.cli.report.kept;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import lab.cli.render.Text;
import lab.cli.results.Results;
import lab.cli.results.RunFolder;
import lab.input.BadInput;
import lab.input.Suggest;

/** Finds the runs that a person means. */
public final class Finder {
  private static final String SAMPLES = "samples";

  private final Results results;
  private final List<String> rooms;
  private final List<Kept> found = new ArrayList<>();
  private final List<String> left = new ArrayList<>();

  private Finder(Results results, List<String> rooms) {
    this.results = results;
    this.rooms = rooms;
  }

  /**
   * @param results where names are looked for
   * @param rooms ids of the experiments in reading order
   * @param typed names of runs or of experiments, folders, or files; empty: the newest complete run
   *     of each experiment
   * @throws BadInput if something typed is none of these, or there is no complete run
   */
  public static Chosen find(Results results, List<String> rooms, List<String> typed) {
    Finder finder = new Finder(results, rooms);
    if (typed.isEmpty()) {
      finder.shelf(results.runs());
    }
    typed.forEach(finder::named);
    if (finder.found.isEmpty()) {
      throw new BadInput(
          finder.left.isEmpty()
              ? "there is no run in %s; lab run %s makes one%s"
                  .formatted(
                      results.runs(), rooms.isEmpty() ? "ID" : rooms.getFirst(), finder.samples())
              : "there is no complete run: " + finder.left.getFirst());
    }
    return Chosen.of(finder.found, finder.left, rooms);
  }

  /** A checkout has runs to look at before there are any of one's own. */
  private String samples() {
    return Shelf.names(results.folder().resolve(SAMPLES)).isEmpty()
        ? ""
        : ", lab report %s shows committed ones".formatted(SAMPLES);
  }

  private void named(String typed) {
    Optional<Path> path = path(typed);
    if (path.isEmpty()) {
      newestOf(typed);
    } else if (!Files.isDirectory(path.get())) {
      run(RunFile.read(path.get(), typed));
    } else if (Shelf.holdsRun(path.get())) {
      Path file = path.get().resolve(RunFolder.DOCUMENT);
      run(RunFile.read(file, file.toString()));
    } else {
      folder(path.get());
    }
  }

  /** What is there under that name: as typed, among the runs, or beside them. */
  private Optional<Path> path(String typed) {
    try {
      return Stream.of(
              Path.of(typed), results.runs().resolve(typed), results.folder().resolve(typed))
          .filter(Files::exists)
          .filter(p -> !typed.isBlank())
          .findFirst();
    } catch (InvalidPathException e) {
      return Optional.empty();
    }
  }

  private void run(Kept kept) {
    if (kept.run().complete()) {
      found.add(kept);
    } else {
      left.add("%s is not complete; it is not counted.".formatted(kept.file()));
    }
  }

  /** The newest of each experiment in a folder of runs, or in one that has such a folder. */
  private void folder(Path folder) {
    Path runs = folder.resolve(results.runs().getFileName());
    Path shelf = Shelf.names(folder).isEmpty() ? runs : folder;
    if (Shelf.names(shelf).isEmpty()) {
      throw new BadInput("there is no run in " + folder);
    }
    shelf(shelf);
  }

  private void shelf(Path folder) {
    Shelf shelf = Shelf.read(folder);
    found.addAll(shelf.newest());
    if (!shelf.partial().isEmpty()) {
      left.add(
          "%s not complete and not counted: %s."
              .formatted(
                  shelf.partial().size() == 1 ? "This run is" : "These runs are",
                  String.join(", ", shelf.partial())));
    }
    if (shelf.older() > 0) {
      left.add(
          "%d older %s left out; name runs to compare them."
              .formatted(shelf.older(), shelf.older() == 1 ? "run is" : "runs are"));
    }
    shelf.broken().forEach(why -> left.add("Left out: " + why + "."));
  }

  /** The newest run of an experiment. */
  private void newestOf(String typed) {
    List<Kept> newest =
        rooms.contains(typed)
            ? Shelf.read(results.runs()).newest().stream()
                .filter(k -> k.run().experiment().id().equals(typed))
                .toList()
            : List.of();
    if (newest.isEmpty()) {
      throw new BadInput(
          rooms.contains(typed)
              ? "there is no complete run of %s in %s; lab run %s makes one"
                  .formatted(typed, results.runs(), typed)
              : "there is no run %s%s".formatted(Text.clean(typed), suggestion(typed)));
    }
    found.addAll(newest);
  }

  private String suggestion(String typed) {
    List<String> names = new ArrayList<>(Shelf.names(results.runs()));
    names.addAll(rooms);
    return Suggest.nearest(typed, names)
        .map(n -> "; did you mean " + n + "?")
        .orElse(
            "; a name of %s, an experiment, a folder or a run.json is one"
                .formatted(results.runs()));
  }
}
