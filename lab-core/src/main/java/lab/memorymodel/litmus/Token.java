package lab.memorymodel.litmus;

/**
 * A word of a file.
 *
 * @param begin offset of its first character
 * @param end offset behind its last character
 */
record Token(Kind kind, String text, int begin, int end) {
  enum Kind {
    NAME,
    NUMBER,
    SYMBOL,
    END
  }

  boolean is(String symbolOrName) {
    return kind != Kind.END && text.equals(symbolOrName);
  }

  boolean isName() {
    return kind == Kind.NAME;
  }

  boolean isNumber() {
    return kind == Kind.NUMBER;
  }

  /** As it is shown in a message. */
  String shown() {
    return kind == Kind.END ? "the end of the file" : text;
  }
}
