package lab.cli.results;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Supplier;
import java.util.stream.Stream;
import lab.cli.answer.Curves;
import lab.cli.answer.Documents;
import lab.cli.answer.HostResult;
import lab.cli.answer.RunDocument;
import lab.cli.answer.RunReader;
import lab.cli.host.MachineFacts;
import lab.room.NamedSettings;
import lab.room.Room;

/**
 * What kept runs of a room measured on a CPU of this machine's kind. A later run counts before an
 * earlier; one that cannot be read is passed over. Nothing is read before something is asked for:
 * most settings ask for nothing.
 */
public final class Measured implements NamedSettings.Measured {
  private final Results results;
  private final Supplier<MachineFacts> machine;
  private final Room room;

  /** Null until something is asked for. */
  private List<HostResult> newestFirst;

  Measured(Results results, Supplier<MachineFacts> machine, Room room) {
    this.results = results;
    this.machine = machine;
    this.room = room;
  }

  /** Those in the usual folder. */
  public static NamedSettings.Measured here(Room room) {
    return in(Results.at(Optional.empty()), room);
  }

  /** Those in this folder. */
  public static NamedSettings.Measured in(Results results, Room room) {
    return new Measured(results, MachineFacts::ofThisMachine, room);
  }

  @Override
  public OptionalDouble median(String label) {
    if (newestFirst == null) {
      newestFirst = complete();
    }
    return newestFirst.stream().flatMapToDouble(h -> median(h, label).stream()).findFirst();
  }

  private List<HostResult> complete() {
    Optional<String> cpu = machine.get().cpuModel();
    return folders(results, room).stream()
        .flatMap(f -> read(f).stream())
        .filter(r -> r.complete() && r.machine().cpuModel().equals(cpu))
        .flatMap(r -> r.host().stream())
        .toList();
  }

  /** Newest first: a folder's name begins with the time. */
  private static List<Path> folders(Results results, Room room) {
    try (Stream<Path> all = Files.list(results.runs())) {
      return all.filter(p -> p.getFileName().toString().contains("Z-" + room.id() + "-"))
          .sorted(Comparator.reverseOrder())
          .toList();
    } catch (IOException e) {
      return List.of();
    }
  }

  private static Optional<RunDocument> read(Path folder) {
    try {
      return Optional.of(RunReader.read(Files.readString(folder.resolve(RunFolder.DOCUMENT))));
    } catch (IOException | Documents.Unreadable e) {
      return Optional.empty();
    }
  }

  private static OptionalDouble median(HostResult result, String label) {
    return switch (result) {
      case HostResult.Scored s when s.label().equals(label) ->
          OptionalDouble.of(s.score().median());
      case HostResult.Swept s -> point(s.series(), label);
      default -> OptionalDouble.empty();
    };
  }

  private static OptionalDouble point(Curves swept, String label) {
    return swept.curves().stream()
        .flatMap(c -> c.points().stream().filter(p -> swept.label(c, p).equals(label)))
        .mapToDouble(p -> p.score().median())
        .findFirst();
  }
}
