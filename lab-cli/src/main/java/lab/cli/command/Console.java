package lab.cli.command;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/**
 * Where a command's words go, and in what dress: the one place that decides it.
 *
 * <p>{@link #out} is for results and {@link #err} for talk. What is printed to {@code out} is held
 * back until {@link #release} (which acts on a terminal only) or the end of a command that did not
 * fail, so that stdout stays empty when there is a fault or bad input.
 */
public final class Console {
  /** Nothing is printed wider than this, whatever the terminal offers. */
  public static final int WIDTH = 80;

  private static final int NARROWEST = 40;

  private final InputStream in;
  private final OutputStream stdout;
  private final ByteArrayOutputStream held = new ByteArrayOutputStream();
  private final PrintStream out;
  private final PrintStream err;
  private final Surroundings surroundings;
  private boolean json;
  private boolean plain;

  public Console(InputStream in, OutputStream stdout, OutputStream stderr, Surroundings around) {
    this.in = in;
    this.stdout = stdout;
    this.surroundings = around;
    this.out = new PrintStream(held, false, charset());
    this.err = new PrintStream(stderr, true, charset());
  }

  /** JSON is UTF-8 by definition; a pipe is read by programs, which expect it too. */
  private Charset charset() {
    return surroundings.stdoutTerminal() ? surroundings.charset() : StandardCharsets.UTF_8;
  }

  /** For results. */
  public PrintStream out() {
    return out;
  }

  /** {@link #out} as the writer that picocli asks for. */
  public PrintWriter writer() {
    return new PrintWriter(out, true, charset());
  }

  /** For talk: progress, notices, errors. */
  public PrintStream err() {
    return err;
  }

  /** What the person types. */
  public InputStream in() {
    return in;
  }

  public Surroundings surroundings() {
    return surroundings;
  }

  public void askForJson() {
    json = true;
  }

  public void askForPlain() {
    plain = true;
  }

  /** Whether exactly one JSON document is wanted on stdout. */
  public boolean json() {
    return json;
  }

  /** Whether to do without box drawing, colours and cursor movement. */
  public boolean plain() {
    return plain
        || !surroundings.stdoutTerminal()
        || surroundings.variable("TERM").equals("dumb")
        || !charset().newEncoder().canEncode('┌');
  }

  /** Whether colours may be used; they never are the only sign of anything. */
  public boolean colour() {
    return !plain() && surroundings.variable("NO_COLOR").isEmpty();
  }

  /** Whether somebody is there to watch progress, which goes to {@link #err}. */
  public boolean progress() {
    return surroundings.stderrTerminal() && !surroundings.variable("TERM").equals("dumb");
  }

  /** Whether somebody watches {@link #err}, on however simple a terminal. */
  public boolean watched() {
    return surroundings.stderrTerminal();
  }

  /** Whether a line of {@link #err} can be written anew. */
  public boolean rewrites() {
    return progress() && !plain;
  }

  /** Whether keys can be read one by one and the screen can be redrawn. */
  public boolean interactive() {
    return surroundings.stdinTerminal() && surroundings.stdoutTerminal() && !plain() && !json;
  }

  /** Columns to print in: those of the terminal, but at most {@link #WIDTH}. */
  public int width() {
    String columns = surroundings.variable("COLUMNS");
    if (!columns.matches("[0-9]{1,5}")) {
      return WIDTH;
    }
    return Math.max(NARROWEST, Math.min(WIDTH, Integer.parseInt(columns)));
  }

  /** Shows what was printed so far, if stdout is a terminal; anything else gets it at the end. */
  public void release() {
    if (surroundings.stdoutTerminal()) {
      finish();
    }
  }

  /** Writes what was held back. */
  public void finish() {
    out.flush();
    try {
      held.writeTo(stdout);
      stdout.flush();
    } catch (IOException e) {
      // `lab show | head -1` is no fault: the reader has what it wanted.
      if (e.getMessage() == null || !e.getMessage().contains("Broken pipe")) {
        throw new UncheckedIOException("cannot write to stdout: " + e.getMessage(), e);
      }
    }
    held.reset();
  }

  /** Forgets what was held back. */
  public void discard() {
    out.flush();
    held.reset();
  }
}
