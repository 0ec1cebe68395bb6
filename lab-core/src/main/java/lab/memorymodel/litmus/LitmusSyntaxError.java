package lab.memorymodel.litmus;

/** A {@code .litmus} file cannot be read. The message is one line and names the place. */
public final class LitmusSyntaxError extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String file;
  private final int line;
  private final int column;
  private final String expected;
  private final String found;

  LitmusSyntaxError(String file, int line, int column, String expected, String found) {
    super("%s:%d:%d: expected %s, found %s".formatted(file, line, column, expected, found));
    this.file = file;
    this.line = line;
    this.column = column;
    this.expected = expected;
    this.found = found;
  }

  /** The file's name as it was given to the reader. */
  public String file() {
    return file;
  }

  /** Counted from 1. */
  public int line() {
    return line;
  }

  /** Counted from 1. */
  public int column() {
    return column;
  }

  /** What could have stood there. */
  public String expected() {
    return expected;
  }

  /** What stands there. */
  public String found() {
    return found;
  }
}
