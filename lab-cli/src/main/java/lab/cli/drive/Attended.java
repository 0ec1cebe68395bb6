package lab.cli.drive;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Function;
import lab.cli.command.SignOfLife;
import lab.explore.SearchProgress;

/**
 * Searches on a thread of their own, so that somebody hears the keys meanwhile. Escape, q and
 * Ctrl-C end a search: it notices that its thread is interrupted, and answers with what it knows.
 * Any other key typed meanwhile is thrown away: who typed it did not see what it would be about.
 */
final class Attended {
  private static final int MILLIS_TO_NOTICE_THE_END = 10;
  private static final Duration SIGN_AFTER = Duration.ofSeconds(1);

  private final Keyboard keyboard;
  private final BooleanSupplier interrupted;
  private final Consumer<String> bottom;

  /**
   * @param interrupted whether Ctrl-C was pressed
   * @param bottom shows a line at the bottom of the screen
   */
  Attended(Keyboard keyboard, BooleanSupplier interrupted, Consumer<String> bottom) {
    this.keyboard = keyboard;
    this.interrupted = interrupted;
    this.bottom = bottom;
  }

  /**
   * What a search answered.
   *
   * @param ended whether somebody ended it before it was through
   */
  record Answer<T>(T value, boolean ended) {}

  /** A search that somebody asked for. */
  <T> Answer<T> ask(Function<SearchProgress, T> search) throws IOException {
    return attend(search, Duration.ZERO);
  }

  /**
   * A search that nobody asked for, such as the look at what a step has led to. Whoever types on
   * while it is over within a second did not even notice; those keys stay.
   */
  <T> T glance(Function<SearchProgress, T> search) throws IOException {
    return attend(search, SIGN_AFTER).value();
  }

  /**
   * @param deaf for how long the keyboard is left alone
   */
  private <T> Answer<T> attend(Function<SearchProgress, T> search, Duration deaf)
      throws IOException {
    long begun = System.nanoTime();
    AtomicLong states = new AtomicLong();
    FutureTask<T> task = new FutureTask<>(() -> search.apply((n, time) -> states.set(n)));
    Thread thread = Thread.ofPlatform().daemon().name("search").start(task);
    boolean ended = false;
    boolean heard = false;
    try {
      while (!finished(task)) {
        Duration gone = Duration.ofNanos(System.nanoTime() - begun);
        if (gone.compareTo(deaf) >= 0) {
          heard = true;
          ended |= ends(keyboard.read(MILLIS_TO_NOTICE_THE_END));
        }
        ended |= interrupted.getAsBoolean();
        if (ended) {
          thread.interrupt();
        }
        if (gone.compareTo(SIGN_AFTER) >= 0) {
          bottom.accept(
              "searching%s … Escape ends it"
                  .formatted(SignOfLife.words(states.get(), gone.toSeconds())));
        }
      }
      if (heard) {
        keyboard.drain();
      }
      return new Answer<>(task.get(), ended);
    } catch (ExecutionException e) {
      throw unwrapped(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while a search ran", e);
    } finally {
      end(thread);
    }
  }

  private static boolean ends(int key) {
    return key == Keyboard.ESCAPE || key == 'q' || key == Keyboard.END;
  }

  private static boolean finished(FutureTask<?> task) throws InterruptedException {
    try {
      task.get(MILLIS_TO_NOTICE_THE_END, TimeUnit.MILLISECONDS);
      return true;
    } catch (ExecutionException e) {
      return true;
    } catch (TimeoutException e) {
      return false;
    }
  }

  /** What goes wrong in a search is not the business of whoever waits for it. */
  private static RuntimeException unwrapped(ExecutionException e) {
    return switch (e.getCause()) {
      case RuntimeException fault -> fault;
      case Error fault -> throw fault;
      default -> new IllegalStateException(e.getCause());
    };
  }

  /** No search outlives the wait for it. */
  private static void end(Thread thread) {
    thread.interrupt();
    boolean interrupted = false;
    while (thread.isAlive()) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
