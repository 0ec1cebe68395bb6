package lab.cli.run;

import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import lab.cli.answer.Count;
import lab.cli.answer.HostResult;
import lab.cli.answer.Words;
import lab.cli.ask.Progress;
import lab.cli.command.Console;
import lab.cli.command.SignOfLife;
import lab.room.Findings;

/** One line on the terminal that says what runs and what was seen so far; nothing in a pipe. */
final class LiveLine implements Progress {
  private static final String CLEAR = "\r\033[K";

  /** Whoever waits for a second wants to know what for. */
  private static final int WORTH_TELLING_MILLIS = 1_000;

  private static final int SECONDS_BETWEEN_LINES = 5;

  private final Console console;
  private final PrintStream err;
  private final boolean redraws;
  private String what = "";

  /** Seconds of the search that the last line told of, where lines cannot be drawn anew. */
  private long lastTold = -SECONDS_BETWEEN_LINES;

  LiveLine(Console console) {
    this.console = console;
    this.err = console.err();
    this.redraws = console.progress() && !console.plain();
  }

  @Override
  public void begin(String label, Duration expected) {
    what = label;
    if (redraws) {
      show("%s, about %s".formatted(what, Words.seconds(expected)));
    } else if (console.progress()) {
      err.println("%s, about %s".formatted(what, Words.seconds(expected)));
    }
  }

  @Override
  public void searching(String row, long states, Duration gone) {
    if (gone.toSeconds() < lastTold) {
      // Another search: its time begins anew.
      lastTold = -SECONDS_BETWEEN_LINES;
    }
    if (gone.toMillis() < WORTH_TELLING_MILLIS) {
      return;
    }
    String line = "asking the models of " + row + SignOfLife.words(states, gone.toSeconds());
    if (redraws) {
      show(line);
    } else if (console.progress() && gone.toSeconds() >= lastTold + SECONDS_BETWEEN_LINES) {
      lastTold = gone.toSeconds();
      err.println(line);
    }
  }

  @Override
  public void counts(List<Count> soFar, Duration elapsed) {
    if (redraws) {
      // What the claim rules out comes first: it is what one waits for.
      String counts =
          soFar.stream()
              .sorted((a, b) -> Boolean.compare(b.violation(), a.violation()))
              .map(c -> "%s: %s".formatted(c.id(), Findings.number(c.count())))
              .collect(Collectors.joining(" | "));
      show("%s %s  %s".formatted(what, Words.seconds(elapsed), counts));
    }
  }

  @Override
  public void sample(String label, double value, String unit) {
    if (redraws) {
      show(String.format(Locale.ROOT, "%s  %s %.2f %s", what, label, value, unit));
    }
  }

  @Override
  public void said(String line) {
    if (redraws) {
      show(line.strip());
    }
  }

  @Override
  public void finished(HostResult result) {
    clear();
  }

  /** Takes the line away. */
  void clear() {
    if (redraws) {
      err.print(CLEAR);
      err.flush();
    }
  }

  private void show(String text) {
    int room = console.width() - 1;
    err.print(CLEAR + (text.length() <= room ? text : text.substring(0, room)));
    err.flush();
  }
}
