package lab.explore;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A list of actions, in the form in which it is typed, linked to, kept and replayed.
 *
 * <p>Written as actions separated by commas; {@code *n} repeats the action before it: {@code
 * t1.read,t2.pop*2,t2.push:A,t1.cas}. The empty schedule is the empty text.
 *
 * @param actions the actions in order, repetitions written out
 */
public record Schedule(List<Action> actions) {
  private static final int MOST_ACTIONS = 1_000_000;
  private static final int MOST_DIGITS = 7;
  private static final Schedule EMPTY = new Schedule(List.of());

  public Schedule {
    actions = List.copyOf(actions);
  }

  public static Schedule empty() {
    return EMPTY;
  }

  public static Schedule of(Action... actions) {
    return new Schedule(List.of(actions));
  }

  /**
   * Reads a schedule; blanks around actions are ignored.
   *
   * @throws IllegalArgumentException if it cannot be read; the message names the step
   */
  public static Schedule parse(String text) {
    if (text.isBlank()) {
      return EMPTY;
    }
    List<Action> actions = new ArrayList<>();
    List<String> parts = parts(text);
    for (int i = 0; i < parts.size(); i++) {
      String part = parts.get(i).strip();
      try {
        int star = part.indexOf('*');
        Action action = Action.parse(star < 0 ? part : part.substring(0, star).strip());
        int times = star < 0 ? 1 : times(part.substring(star + 1).strip());
        if (actions.size() + (long) times > MOST_ACTIONS) {
          throw new IllegalArgumentException("a schedule has at most " + MOST_ACTIONS + " actions");
        }
        for (int n = 0; n < times; n++) {
          actions.add(action);
        }
      } catch (IllegalArgumentException e) {
        throw new IllegalArgumentException("step " + (i + 1) + ": " + e.getMessage(), e);
      }
    }
    return new Schedule(actions);
  }

  private static List<String> parts(String text) {
    List<String> parts = new ArrayList<>();
    int from = 0;
    for (int comma = text.indexOf(','); comma >= 0; comma = text.indexOf(',', from)) {
      parts.add(text.substring(from, comma));
      from = comma + 1;
    }
    parts.add(text.substring(from));
    return parts;
  }

  private static int times(String text) {
    boolean count = !text.isEmpty() && text.length() <= MOST_DIGITS && text.charAt(0) != '0';
    for (int i = 0; i < text.length(); i++) {
      count &= text.charAt(i) >= '0' && text.charAt(i) <= '9';
    }
    if (!count) {
      throw new IllegalArgumentException(
          "after * comes a count of 1 or more (got \"" + text + "\")");
    }
    return Integer.parseInt(text);
  }

  public int size() {
    return actions.size();
  }

  public Schedule then(Action action) {
    return new Schedule(Stream.concat(actions.stream(), Stream.of(action)).toList());
  }

  /** The first {@code n} actions. */
  public Schedule first(int n) {
    return new Schedule(actions.subList(0, n));
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < actions.size(); ) {
      int end = i + 1;
      while (end < actions.size() && actions.get(end).equals(actions.get(i))) {
        end++;
      }
      text.append(text.isEmpty() ? "" : ",").append(actions.get(i));
      if (end - i > 1) {
        text.append('*').append(end - i);
      }
      i = end;
    }
    return text.toString();
  }
}
