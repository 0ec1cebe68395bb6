package lab.cli.drive;

import java.util.Optional;

/** The keys of what is listed: 1 to 9, then A to Z. Small letters are the commands'. */
final class Keys {
  private static final int DIGITS = 9;

  /** How many things have a key. */
  static final int COUNT = DIGITS + 26;

  private Keys() {}

  /** The key of the n-th thing, counted from 0; what comes after Z has none. */
  static Optional<String> of(int place) {
    return place < COUNT
        ? Optional.of(Character.toString(place < DIGITS ? '1' + place : 'A' + place - DIGITS))
        : Optional.empty();
  }

  /** The place of what has that key, or -1. */
  static int place(int key) {
    if (key >= '1' && key <= '9') {
      return key - '1';
    }
    return key >= 'A' && key <= 'Z' ? key - 'A' + DIGITS : -1;
  }
}
