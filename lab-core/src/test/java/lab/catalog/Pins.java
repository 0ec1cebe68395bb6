package lab.catalog;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import lab.explore.Exploration;
import lab.explore.Schedule;
import lab.room.Room;
import lab.room.Settings;

/**
 * What every room's two presets answered when somebody last looked: states, depth, and for each
 * claim the answer with its shortest schedule or its costs. One file for all rooms, written anew by
 * {@code -Dlab.pins=write} and then read by a person, line by line.
 */
final class Pins {
  private static final Path FILE = Path.of("src/test/resources/lab/catalog/pins.txt");

  private Pins() {}

  /** What a room answers now: its presets, each with a line for each claim. */
  static List<String> of(Room room) {
    List<String> lines = new ArrayList<>();
    preset(room, "default", room.controls().defaults(), lines);
    preset(room, "fixed", room.fixed(), lines);
    return lines;
  }

  private static void preset(Room room, String name, Settings settings, List<String> lines) {
    Exploration found = room.models().under(settings);
    lines.add(
        "%s %s: %d states, depth %d"
            .formatted(room.address(), name, found.states(), found.depth()));
    for (Exploration.Answer answer : found.answers()) {
      String how =
          answer
              .costs()
              .map(c -> "%d against %d".formatted(c.a(), c.b()))
              .or(() -> answer.schedule().map(Pins::words))
              .orElse("");
      lines.add(
          "  %s %s %s"
              .formatted(answer.claim().name(), answer.outcome().word(), how)
              .stripTrailing());
    }
  }

  private static String words(Schedule schedule) {
    return "in %d: %s".formatted(schedule.size(), schedule);
  }

  /** What is kept, by room. */
  static Map<String, List<String>> kept() {
    Map<String, List<String>> kept = new LinkedHashMap<>();
    try {
      String address = "";
      for (String line : Files.readAllLines(FILE)) {
        address = line.startsWith(" ") ? address : line.substring(0, line.indexOf(' '));
        kept.computeIfAbsent(address, _ -> new ArrayList<>()).add(line);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return kept;
  }

  /** Keeps what the rooms answer now. */
  static void write(List<Room> rooms) throws IOException {
    List<String> lines = new ArrayList<>();
    rooms.forEach(r -> lines.addAll(of(r)));
    Files.createDirectories(FILE.getParent());
    Files.write(FILE, lines);
  }
}
