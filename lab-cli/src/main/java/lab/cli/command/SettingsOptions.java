package lab.cli.command;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import lab.input.BadInput;
import lab.room.NamedSettings;
import lab.room.Room;
import lab.room.Settings;
import picocli.CommandLine.Option;

/** The options that set an experiment's controls. Used with {@code @Mixin}. */
public final class SettingsOptions {
  @Option(
      names = "--set",
      paramLabel = "NAME=VALUE",
      description = "Set a control; may be given several times.")
  private List<String> assignments = new ArrayList<>();

  @Option(names = "--mode", paramLabel = "MODE", description = "Short for --set mode=MODE.")
  private String mode;

  @Option(names = "--fixed", description = "Start from the preset in which the claims hold.")
  private boolean fixed;

  @Option(
      names = "--preset",
      paramLabel = "NAME",
      description = "Start from settings that have a name, as in seed; show lists them.")
  private String preset;

  /** Whether the person chose anything, {@code --fixed} included. */
  public boolean given() {
    return fixed || preset != null || !changes().isEmpty();
  }

  /** Whether {@code --fixed} was given. */
  public boolean fixed() {
    return fixed;
  }

  /**
   * The controls named, in order; a name given twice counts once, with its last value.
   *
   * @throws BadInput if an assignment has no {@code =}
   */
  public Map<String, String> changes() {
    Map<String, String> changes = new LinkedHashMap<>();
    if (mode != null) {
      changes.put("mode", mode);
    }
    for (String assignment : assignments) {
      int equals = assignment.indexOf('=');
      if (equals < 1) {
        throw new BadInput(
            "--set wants NAME=VALUE, as in --set mode=opaque (got %s)".formatted(assignment));
      }
      changes.put(assignment.substring(0, equals), assignment.substring(equals + 1));
    }
    return changes;
  }

  /**
   * The settings of this room: its default or fixed preset, as the named one has it, with the
   * changes made.
   *
   * @param measured what a room measured on this machine before; asked for only by a preset
   * @throws BadInput if there is no such preset, control or value, or if they do not go together
   */
  public Settings of(Room room, Function<Room, NamedSettings.Measured> measured) {
    return from(fixed ? room.fixed() : room.controls().defaults(), room, measured);
  }

  /** The names of the controls that the person chose, by name or as part of a named preset. */
  public Set<String> chosen(Room room, Settings settings) {
    Set<String> names = new LinkedHashSet<>(changes().keySet());
    if (preset != null) {
      Settings base = fixed ? room.fixed() : room.controls().defaults();
      names.addAll(settings.differences(base).keySet());
    }
    return names;
  }

  /** {@code base} as the named preset has it, with the changes made. */
  public Settings from(Settings base, Room room, Function<Room, NamedSettings.Measured> measured) {
    Settings named =
        preset == null
            ? base
            : room.named(preset, base, label -> measured.apply(room).median(label));
    return room.controls().with(named, changes());
  }
}
