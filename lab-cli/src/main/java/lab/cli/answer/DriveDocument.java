package lab.cli.answer;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import lab.room.Ordered;
import lab.stage.Stage;

/**
 * What {@code lab drive} has to say of an experiment that is being driven: where it stands and what
 * there is to see there. With {@code --json} it has a frame for the start and one after each step;
 * who draws a single step is given that frame alone.
 *
 * @param id the short id, as in {@code aba}
 * @param settings control to value, in the room's order
 * @param taken the steps taken so far, as a schedule
 * @param frames in the order of their steps; never empty
 * @param address area and id, as in {@code memory/aba}
 * @param question the question that the room answers
 * @param fixed the settings in which the claims hold
 * @param step how many steps have been taken, 0 being the start
 * @param steps how many steps of the schedule are possible; those beyond {@code step} lie ahead
 * @param controls what can be set, in the room's order
 * @param timeline who did what in which step so far; empty where nobody draws it
 * @param replay the command line that leads here
 * @param exercise the exercise that is being solved, and how far that is; empty without one
 */
public record DriveDocument(
    String id,
    Map<String, String> settings,
    @JsonProperty("do") String taken,
    List<Frame> frames,
    String address,
    String question,
    Map<String, String> fixed,
    int step,
    int steps,
    List<Setting> controls,
    Optional<Stage> timeline,
    String replay,
    Optional<Exercised> exercise) {

  public DriveDocument {
    settings = Ordered.copy(settings);
    fixed = Ordered.copy(fixed);
    frames = List.copyOf(frames);
    controls = List.copyOf(controls);
  }

  /** The frame of the step that was taken last. */
  public Frame here() {
    return frames.stream().filter(f -> f.step() == step).findFirst().orElseThrow();
  }

  /** Steps that were taken back, or put ahead, and can be taken again. */
  public int ahead() {
    return steps - step;
  }

  /** Whether the settings are the preset in which the claims hold. */
  public boolean isFixed() {
    return settings.equals(fixed);
  }

  /**
   * Everything there is to see after a step.
   *
   * @param action the step; empty at the start
   * @param story what happened, as one sentence; the empty text at the start
   * @param changed keys of what the step changed in the picture, in the picture's order
   * @param actions the steps that are possible now, in the machine's order
   * @param refused what somebody may expect to be possible and is not
   * @param claims how the machine's claims stand, in its order
   * @param step how many steps led here
   * @param choices the steps that are possible now, told
   * @param moved what is elsewhere than before the step
   */
  public record Frame(
      Optional<String> action,
      String story,
      List<String> changed,
      Stage stage,
      List<String> actions,
      List<Refused> refused,
      List<Standing> claims,
      int step,
      List<Choice> choices,
      List<Moved> moved) {
    public Frame {
      changed = List.copyOf(changed);
      actions = List.copyOf(actions);
      refused = List.copyOf(refused);
      claims = List.copyOf(claims);
      choices = List.copyOf(choices);
      moved = List.copyOf(moved);
    }
  }

  /**
   * Something that is elsewhere than before.
   *
   * @param token what it is, in words
   * @param from titles of the places that it left
   * @param to titles of the places that it came to
   * @param stays whether it is still where it was, in some place
   * @param words all of it, as in {@code node A moved from the stack to the free list}
   */
  public record Moved(
      String token, List<String> from, List<String> to, boolean stays, String words) {
    public Moved {
      from = List.copyOf(from);
      to = List.copyOf(to);
    }
  }

  /**
   * An exercise and how the session stands to it.
   *
   * @param number from 1
   * @param asks what is to be found
   * @param kind {@code break}, {@code mend} or {@code weaken}: what an answer is
   * @param claim name of the claim that it is about
   * @param solved whether the answer is right, though there may be a shorter one
   * @param sentence how it stands, and how far from the best
   */
  public record Exercised(
      int number, String asks, String kind, String claim, boolean solved, String sentence) {}

  /** What is not possible, and why. */
  public record Refused(String action, String reason) {}

  /**
   * How a claim stands after the steps so far: what was broken or reached once stays so.
   *
   * @param holds whether it holds, or what it asks for is reached; empty where that is no property
   *     of a single state, or was not found out
   * @param kind {@code never}, {@code stuck}, {@code sometimes}, {@code reach} or {@code beats}
   * @param text the claim as one sentence
   */
  public record Standing(String name, Optional<Boolean> holds, String kind, String text) {}

  /**
   * A step that is possible.
   *
   * @param key what is typed to take it: 1 to 9, then A to Z; empty for those after these
   * @param story what would happen
   */
  public record Choice(String action, Optional<String> key, String story) {}

  /**
   * A control as it is set.
   *
   * @param domain the values it may take, to be read: {@code plain|opaque} or {@code 1..16}
   * @param text what it does
   * @param initial the value in which the experiment begins
   */
  public record Setting(String name, String value, String domain, String text, String initial) {
    /** Whether somebody has changed it. */
    public boolean isChanged() {
      return !value.equals(initial);
    }
  }
}
