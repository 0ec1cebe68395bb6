package lab.cli.drive;

import java.io.PrintWriter;
import java.util.List;
import org.jline.terminal.Terminal;
import org.jline.utils.InfoCmp.Capability;

/** The terminal's screen: lines from the top, and one at the bottom that can be written anew. */
final class Screen {
  private static final int SHORTEST = 10;
  private static final int NARROWEST = 40;
  private static final int WIDEST = 160;

  private final Terminal terminal;
  private final PrintWriter writer;
  private String bottom = "";

  Screen(Terminal terminal) {
    this.terminal = terminal;
    this.writer = terminal.writer();
  }

  /** What is there already is kept for later. */
  void open() {
    terminal.puts(Capability.enter_ca_mode);
  }

  void close() {
    terminal.puts(Capability.exit_ca_mode);
    terminal.flush();
  }

  /** Lines that can be shown: the last one is where somebody types. */
  int height() {
    return Math.max(SHORTEST, terminal.getSize().getRows()) - 1;
  }

  /** Columns that can be used; a terminal that does not know its size has 80. */
  int width() {
    int columns = terminal.getSize().getColumns();
    return columns <= 0 ? 80 : Math.clamp(columns, NARROWEST, WIDEST);
  }

  /** Of lines that do not fit the first are shown: those who write them fit them in. */
  void show(List<String> lines) {
    bottom = "";
    terminal.puts(Capability.clear_screen);
    lines.stream().limit(height()).forEach(l -> writer.print(l + "\r\n"));
    terminal.flush();
  }

  /** Writes below the lines. Of what is wider than the screen its end is shown: one types there. */
  void bottom(String text) {
    int room = Math.max(1, terminal.getSize().getColumns() - 1);
    String line = text.substring(Math.max(0, text.length() - room));
    if (!line.equals(bottom)) {
      bottom = line;
      writer.print("\r" + line);
      terminal.puts(Capability.clr_eol);
      terminal.flush();
    }
  }
}
