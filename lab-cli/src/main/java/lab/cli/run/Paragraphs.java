package lab.cli.run;

import java.io.PrintStream;

/**
 * Prints text within a width. Words are never cut, for commands and names of classes are to be
 * copied.
 */
final class Paragraphs {
  private final PrintStream out;
  private final int width;

  Paragraphs(PrintStream out, int width) {
    this.out = out;
    this.width = width;
  }

  int width() {
    return width;
  }

  /** Prints text as it is. */
  void line(String text) {
    out.println(text);
  }

  void blank() {
    out.println();
  }

  /** Prints text within the width, indented by so many pairs of blanks. */
  void wrapped(int indent, String text) {
    hanging("  ".repeat(indent), text);
  }

  /** Prints a first part, then words; further lines begin under the first word. */
  void hanging(String first, String words) {
    int indent = Math.min(first.length(), width / 2);
    StringBuilder line = new StringBuilder(first);
    boolean empty = true;
    for (String word : words.strip().split("\\s+", -1)) {
      if (!empty && line.length() + 1 + word.length() > width) {
        out.println(line.toString().stripTrailing());
        line = new StringBuilder(" ".repeat(indent));
        empty = true;
      }
      line.append(empty ? "" : " ").append(word);
      empty = false;
    }
    out.println(line.toString().stripTrailing());
  }
}
