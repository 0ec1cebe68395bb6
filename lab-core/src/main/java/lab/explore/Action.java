package lab.explore;

import java.util.Objects;

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
  public Action {
    require(isName(Objects.requireNonNull(actor, "actor")), actor, "actor");
    require(isName(Objects.requireNonNull(verb, "verb")), verb, "verb");
    require(hasOnly(Objects.requireNonNull(arg, "argument"), "_-+@#/"), arg, "argument");
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

  private static boolean isName(String text) {
    return !text.isEmpty() && isLetter(text.charAt(0)) && hasOnly(text, "_-");
  }

  /** Letters, digits, and these signs. */
  private static boolean hasOnly(String text, String signs) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (!isLetter(c) && !(c >= '0' && c <= '9') && signs.indexOf(c) < 0) {
        return false;
      }
    }
    return true;
  }

  private static boolean isLetter(char c) {
    return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
  }

  private static void require(boolean fits, String text, String what) {
    if (!fits) {
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
