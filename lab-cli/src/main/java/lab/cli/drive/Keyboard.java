package lab.cli.drive;

import java.io.IOException;
import org.jline.terminal.Terminal;
import org.jline.utils.NonBlockingReader;

/** Keys as they are pressed. What is no character is a number below 0. */
final class Keyboard {
  /** No key was pressed. */
  static final int NONE = NonBlockingReader.READ_EXPIRED;

  /** Nobody is there any more. */
  static final int END = NonBlockingReader.EOF;

  static final int LEFT = -11;
  static final int RIGHT = -12;

  /** An escape sequence that is no key of ours. */
  static final int OTHER = -13;

  static final int ESCAPE = 27;

  private static final int CTRL_D = 4;

  /** A terminal sends the rest of a sequence at once. */
  private static final int MILLIS_TO_FOLLOW = 50;

  private final NonBlockingReader reader;

  Keyboard(Terminal terminal) {
    this.reader = terminal.reader();
  }

  /** The next key, or {@link #NONE} after that time. */
  int read(int millis) throws IOException {
    int key = reader.read(millis);
    if (key == CTRL_D) {
      return END;
    }
    if (key != ESCAPE || !introduces(reader.peek(MILLIS_TO_FOLLOW))) {
      return key;
    }
    return switch (sequence()) {
      case 'D' -> LEFT;
      case 'C' -> RIGHT;
      default -> OTHER;
    };
  }

  /** Whether what follows Escape makes a sequence of it. */
  private static boolean introduces(int next) {
    return next == '[' || next == 'O';
  }

  /** Reads to the end of a sequence, and no further: its last character says what it is. */
  private int sequence() throws IOException {
    reader.read(1);
    int last;
    do {
      last = reader.read(MILLIS_TO_FOLLOW);
    } while (last >= ' ' && last < '@');
    return last;
  }

  /** Throws away what was typed until now. */
  void drain() throws IOException {
    while (reader.peek(1) >= 0) {
      reader.read(1);
    }
  }
}
