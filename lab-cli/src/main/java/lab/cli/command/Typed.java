package lab.cli.command;

import lab.explore.Schedule;
import lab.input.BadInput;

/** Reads what a person typed. */
public final class Typed {
  private Typed() {}

  /**
   * A schedule.
   *
   * @throws BadInput if it is none; the message begins with the option
   */
  public static Schedule schedule(String option, String text) {
    try {
      return Schedule.parse(text);
    } catch (IllegalArgumentException e) {
      throw new BadInput(option + ": " + e.getMessage());
    }
  }
}
