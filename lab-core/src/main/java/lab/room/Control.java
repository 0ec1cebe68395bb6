package lab.room;

import java.util.List;
import lab.input.BadInput;

/**
 * A setting of a room: a name, the values it may take, and the one it has by default. A value has a
 * word, which is typed and printed, and what it means to the room.
 *
 * @param <T> what a value means to the room
 */
public sealed interface Control<T> permits Choice, Range {

  /** As typed, as in {@code tagBits}. */
  String name();

  /** What it does, in a few words. */
  String text();

  /** The word of the value it has unless somebody sets another. */
  String defaultValue();

  /** The values it may take, to be read: {@code plain|opaque} or {@code 1..16}. */
  String domain();

  /**
   * The canonical word of a value that was typed.
   *
   * @throws BadInput if it is none of the control's values; the message states the rule and the
   *     value
   */
  String check(String typed);

  /** What a canonical word means. */
  T value(String word);

  /** Words worth trying: all of a choice; of a range its default, its ends and its middle. */
  List<String> samples();

  /** Where whoever draws the controls is to put this one. */
  Place place();

  /** {@code choice} or {@code number}: as it stands in JSON. */
  default String kind() {
    return this instanceof Choice ? "choice" : "number";
  }

  /**
   * Where a control belongs among the others of its room.
   *
   * @param primary whether it is at hand at once; the others come on demand
   * @param group what it belongs to, as in {@code live}; empty: to the room as a whole
   */
  record Place(boolean primary, String group) {
    static final Place USUAL = new Place(false, "");
  }
}
