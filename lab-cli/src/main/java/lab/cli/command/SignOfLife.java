package lab.cli.command;

import java.time.Duration;
import java.util.Optional;
import lab.explore.SearchProgress;

/**
 * Shows whoever watches {@link Console#err} that something which takes long is alive: a line after
 * one second, {@code searching aba: 1,234,567 states, 3 s …}, written anew every half second and
 * taken away at the end. A terminal that is plain gets a line of its own every five seconds. What
 * is over within a second shows nothing, and a pipe never gets anything.
 *
 * <p>Whoever searches may tell it how far the search is; it keeps the time by itself, so that what
 * cannot tell is alive too. To be used in a {@code try}: what is printed next belongs behind it.
 */
public final class SignOfLife implements SearchProgress, AutoCloseable {
  private static final Duration FIRST = Duration.ofSeconds(1);
  private static final Duration REWRITTEN = Duration.ofMillis(500);
  private static final Duration ANOTHER_LINE = Duration.ofSeconds(5);
  private static final String CLEAR = "\r\u001b[K";

  private final Console console;
  private final Optional<Duration> longest;
  private final long begun = System.nanoTime();
  private final Thread atExit = new Thread(this::leaveTheLine, "end the line");
  private final Object lock = new Object();
  private volatile String what;
  private volatile long since = begun;
  private volatile long states;
  private boolean shown;
  private boolean closed;

  private SignOfLife(Console console, String what, Optional<Duration> longest) {
    this.console = console;
    this.what = what;
    this.longest = longest;
    if (console.watched()) {
      Thread.ofPlatform().daemon().name("sign of life").start(this::beat);
      if (console.rewrites()) {
        Runtime.getRuntime().addShutdownHook(atExit);
      }
    }
  }

  /** Begins to watch something. {@code what} says what goes on, as in {@code searching aba}. */
  public static SignOfLife of(Console console, String what) {
    return new SignOfLife(console, what, Optional.empty());
  }

  /** As above, of what will be over after so long at the latest. */
  public static SignOfLife of(Console console, String what, Duration longest) {
    return new SignOfLife(console, what, Optional.of(longest));
  }

  /** Goes on to something else, whose time begins now. */
  public void now(String another) {
    what = another;
    since = System.nanoTime();
    states = 0;
  }

  @Override
  public void soFar(long reached, Duration gone) {
    states = reached;
  }

  /** {@code : 1,234,567 states, 3 s}; states that nobody told are left out. */
  public static String words(long states, long seconds) {
    return states == 0
        ? ", %d s".formatted(seconds)
        : ": %,d states, %d s".formatted(states, seconds);
  }

  private void beat() {
    synchronized (lock) {
      Duration next = FIRST;
      while (!closed) {
        Duration gone = Duration.ofNanos(System.nanoTime() - begun);
        if (gone.compareTo(next) >= 0) {
          show(Duration.ofNanos(System.nanoTime() - since).toSeconds());
          next = console.rewrites() ? gone.plus(REWRITTEN) : next(gone);
        }
        try {
          lock.wait(Math.max(1, next.minus(gone).toMillis()));
        } catch (InterruptedException e) {
          return;
        }
      }
    }
  }

  /** Lines of their own come at full multiples: 1 s, 5 s, 10 s, … */
  private static Duration next(Duration gone) {
    return ANOTHER_LINE.multipliedBy(gone.dividedBy(ANOTHER_LINE) + 1);
  }

  private void show(long seconds) {
    String most =
        longest.map(l -> " of at most %d s".formatted(Math.max(1, l.toSeconds()))).orElse("");
    String line = what + words(states, seconds) + most + (console.plain() ? " ..." : " …");
    if (console.rewrites()) {
      int room = console.width() - 1;
      console.err().print(CLEAR + (line.length() <= room ? line : line.substring(0, room)));
      console.err().flush();
      shown = true;
    } else {
      console.err().println(line);
    }
  }

  /** Ctrl-C: what the shell prints next begins on a line of its own. */
  private void leaveTheLine() {
    synchronized (lock) {
      if (shown && !closed) {
        closed = true;
        console.err().println();
      }
    }
  }

  private void forgetTheExit() {
    try {
      Runtime.getRuntime().removeShutdownHook(atExit);
    } catch (IllegalStateException e) {
      // The exit has begun, and the hook with it.
    }
  }

  /** Takes the line away, if there is one. */
  @Override
  public void close() {
    forgetTheExit();
    synchronized (lock) {
      closed = true;
      lock.notifyAll();
      if (shown) {
        console.err().print(CLEAR);
        console.err().flush();
      }
    }
  }
}
