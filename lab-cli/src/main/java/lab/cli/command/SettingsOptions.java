package lab.cli.command;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import lab.input.BadInput;
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

  /** Whether the person chose anything, {@code --fixed} included. */
  public boolean given() {
    return fixed || !changes().isEmpty();
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
   * The settings of this room: its default or fixed preset with the changes made.
   *
   * @throws BadInput if there is no such control or value, or if they do not go together
   */
  public Settings of(Room room) {
    return from(fixed ? room.fixed() : room.controls().defaults(), room);
  }

  /** {@code base} with the changes made. */
  public Settings from(Settings base, Room room) {
    return room.controls().with(base, changes());
  }
}
