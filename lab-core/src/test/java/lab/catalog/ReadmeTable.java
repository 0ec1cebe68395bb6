package lab.catalog;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import lab.room.Room;

/** README's table of the rooms, made of what they declare and what their machines answer. */
final class ReadmeTable {
  private static final Path FILE = Path.of("../README.md");
  private static final String BEGIN = "<!-- catalogue: written by -Dlab.pins=write -->";
  private static final String END = "<!-- end of the catalogue -->";

  private ReadmeTable() {}

  static List<String> of(List<Room> rooms) {
    List<String> lines = new ArrayList<>();
    lines.add("| | experiment | question | breaks by default | holds when fixed |");
    lines.add("| --- | --- | --- | --- | --- |");
    for (int i = 0; i < rooms.size(); i++) {
      Room room = rooms.get(i);
      lines.add(
          "| %d | `%s` | %s | %s | `%s` |"
              .formatted(i + 1, room.address(), room.question(), room.hazard(), fixed(room)));
    }
    return lines;
  }

  private static String fixed(Room room) {
    return room.fixed().values().entrySet().stream()
        .filter(e -> !room.controls().defaults().is(e.getKey(), e.getValue()))
        .map(e -> e.getKey() + "=" + e.getValue())
        .collect(Collectors.joining(" "));
  }

  /** What stands in README now. */
  static List<String> kept() throws IOException {
    List<String> lines = Files.readAllLines(FILE);
    return lines.subList(lines.indexOf(BEGIN) + 1, lines.indexOf(END));
  }

  static void write(List<Room> rooms) throws IOException {
    List<String> lines = new ArrayList<>(Files.readAllLines(FILE));
    List<String> table = lines.subList(lines.indexOf(BEGIN) + 1, lines.indexOf(END));
    table.clear();
    table.addAll(of(rooms));
    Files.write(FILE, lines);
  }
}
