package lab.explore;

import java.util.Objects;
import java.util.regex.Pattern;

/**
 * One thing that may happen next: an actor does something, perhaps to something.
 *
 * <p>Written {@code actor.verb} or {@code actor.verb:arg}, as in {@code t1.cas} or {@code
 * t2.push:A}. An argument may hold letters, digits and {@code _ + - @ # /}; neither commas, stars,
 * blanks nor quotes, so that a {@link Schedule} is safe in a shell, a URL and a JSON string.
 *
 * @param actor who acts, such as {@code t1}, {@code nic} or {@code jit}
 * @param verb what is done
 * @param arg on what, or which of several ways; empty where there is only one
 */
public record Action(String actor, String verb, String arg) {
  private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9_-]*");
  private static final Pattern ARG = Pattern.compile("[A-Za-z0-9_+@#/-]*");

  public Action {
    requireMatch(NAME, actor, "actor");
    requireMatch(NAME, verb, "verb");
    requireMatch(ARG, arg, "argument");
  }

  public static Action of(String actor, String verb) {
    return new Action(actor, verb, "");
  }

  public static Action of(String actor, String verb, String arg) {
    return new Action(actor, verb, arg);
  }

  /**
   * Reads {@code actor.verb[:arg]}.
   *
   * @throws IllegalArgumentException if the text is not of that form; the message says what is
   *     wrong
   */
  public static Action parse(String text) {
    int dot = text.indexOf('.');
    if (dot < 0) {
      throw new IllegalArgumentException(
          "\"" + text + "\" is no action: an action is actor.verb or actor.verb:arg");
    }
    int colon = text.indexOf(':', dot);
    return colon < 0
        ? of(text.substring(0, dot), text.substring(dot + 1))
        : of(text.substring(0, dot), text.substring(dot + 1, colon), text.substring(colon + 1));
  }

  private static void requireMatch(Pattern pattern, String text, String what) {
    if (!pattern.matcher(Objects.requireNonNull(text, what)).matches()) {
      throw new IllegalArgumentException(
          "\""
              + text
              + "\" is no "
              + what
              + " of an action: an action is actor.verb or actor.verb:arg");
    }
  }

  @Override
  public String toString() {
    return arg.isEmpty() ? actor + "." + verb : actor + "." + verb + ":" + arg;
  }
}
