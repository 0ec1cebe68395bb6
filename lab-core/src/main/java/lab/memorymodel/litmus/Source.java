package lab.memorymodel.litmus;

/**
 * The text of a file, and places in it.
 *
 * @param file its name, for messages
 */
record Source(String file, String text) {

  /** An error at an offset of the text. */
  LitmusSyntaxError error(int offset, String expected, String found) {
    int line = 1;
    int begin = 0;
    for (int i = 0; i < offset && i < text.length(); i++) {
      if (text.charAt(i) == '\n') {
        line++;
        begin = i + 1;
      }
    }
    return new LitmusSyntaxError(file, line, offset - begin + 1, expected, found);
  }

  boolean isEnd(int offset) {
    return offset >= text.length();
  }

  boolean startsWith(String prefix, int offset) {
    return text.startsWith(prefix, offset);
  }

  /**
   * Where the blanks and comments that begin at {@code offset} end.
   *
   * @param caml whether {@code (* ... *)} is a comment here, as everywhere but in C code
   */
  int skipBlanks(int offset, boolean caml) {
    int at = offset;
    while (!isEnd(at)) {
      if (Character.isWhitespace(text.charAt(at))) {
        at++;
      } else if (startsWith("//", at)) {
        int newline = text.indexOf('\n', at);
        at = newline < 0 ? text.length() : newline;
      } else if (startsWith("/*", at)) {
        at = afterComment(at, "*/");
      } else if (caml && startsWith("(*", at)) {
        at = afterCamlComment(at);
      } else {
        return at;
      }
    }
    return at;
  }

  private int afterComment(int at, String end) {
    int close = text.indexOf(end, at + 2);
    if (close < 0) {
      throw error(at, "a comment that ends with " + end, "the end of the file");
    }
    return close + 2;
  }

  /** These comments nest. */
  private int afterCamlComment(int at) {
    int depth = 0;
    for (int i = at; i < text.length() - 1; i++) {
      if (startsWith("(*", i)) {
        depth++;
        i++;
      } else if (startsWith("*)", i)) {
        depth--;
        i++;
        if (depth == 0) {
          return i + 1;
        }
      }
    }
    throw error(at, "a comment that ends with *)", "the end of the file");
  }
}
