package lab.cli.drive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import lab.cli.command.Console;
import lab.cli.command.ExitCode;
import lab.cli.command.Surroundings;
import org.jline.terminal.Size;
import org.jline.terminal.Terminal;
import org.jline.terminal.impl.DumbTerminal;

/** Somebody at a terminal, who reads what is on the screen before the next key. */
final class Typist implements AutoCloseable {
  private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(30);

  private final ByteArrayOutputStream screen = new ByteArrayOutputStream();
  private final PipedOutputStream keys = new PipedOutputStream();
  private final Terminal terminal;
  private final CompletableFuture<ExitCode> shell;
  private int read;

  Typist(DriveSession session) throws IOException {
    InputStream in = new PipedInputStream(keys);
    Console console = new Console(in, screen, screen, Surroundings.pipes());
    terminal = new DumbTerminal("test", "ansi", in, screen, StandardCharsets.UTF_8);
    terminal.setSize(Size.of(100, 50));
    shell = new CompletableFuture<>();
    Thread.ofPlatform()
        .daemon()
        .start(() -> {
          try {
            shell.complete(new KeyShell(session, console).run(terminal));
          } catch (IOException | RuntimeException | Error e) {
            shell.completeExceptionally(e);
          }
        });
    sees("? help  q quit");
  }

  /** Presses keys; what was on the screen before is old from now on. */
  Typist types(String text) throws IOException {
    read = screen().length();
    keys.write(text.getBytes(StandardCharsets.UTF_8));
    keys.flush();
    return this;
  }

  /** Waits until the screen says so. */
  Typist sees(String text) {
    long until = System.nanoTime() + PATIENCE_NANOS;
    while (!screen().substring(read).contains(text)) {
      if (System.nanoTime() > until || shell.isDone()) {
        fail("waits for \"%s\" and sees: %s", text, screen().substring(read));
      }
      pause();
    }
    return this;
  }

  void pressesCtrlC() {
    terminal.raise(Terminal.Signal.INT);
  }

  /** How the shell ended. */
  ExitCode end() {
    return shell.orTimeout(PATIENCE_NANOS, TimeUnit.NANOSECONDS).join();
  }

  String screen() {
    return screen.toString(StandardCharsets.UTF_8);
  }

  private static void pause() {
    try {
      Thread.sleep(5);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @Override
  public void close() throws IOException {
    keys.close();
    assertThat(end()).isNotNull();
    terminal.close();
  }
}
