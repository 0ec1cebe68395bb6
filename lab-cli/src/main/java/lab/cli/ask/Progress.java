package lab.cli.ask;

import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import lab.cli.answer.Count;
import lab.cli.answer.HostResult;

/** Hears how a run goes on: a terminal shows it, a pipe ignores most of it, the folder keeps it. */
public interface Progress {

  /** Hears and says nothing. */
  Progress SILENT =
      new Progress() {
        @Override
        public void begin(String what, Duration expected) {}

        @Override
        public void finished(HostResult result) {}
      };

  /** A test begins. {@code what} is short: a label or the settings of its row. */
  void begin(String what, Duration expected);

  /** The models are being asked of a row: how far the search is. A short one is not told of. */
  default void searching(String row, long states, Duration gone) {}

  /** Counts so far of the test that runs; called a few times a second. */
  default void counts(List<Count> soFar, Duration elapsed) {}

  /** One more sample of the benchmark that runs. */
  default void sample(String label, double value, String unit) {}

  /** What the tool itself says of how it goes on. */
  default void said(String line) {}

  /** The test has finished; called once per result, at once. The result is on disk on return. */
  void finished(HostResult result);

  /** The same, but for what becomes of results. */
  default Progress finishing(Consumer<HostResult> otherwise) {
    Progress shown = this;
    return new Progress() {
      @Override
      public void begin(String what, Duration expected) {
        shown.begin(what, expected);
      }

      @Override
      public void searching(String row, long states, Duration gone) {
        shown.searching(row, states, gone);
      }

      @Override
      public void counts(List<Count> soFar, Duration elapsed) {
        shown.counts(soFar, elapsed);
      }

      @Override
      public void sample(String label, double value, String unit) {
        shown.sample(label, value, unit);
      }

      @Override
      public void said(String line) {
        shown.said(line);
      }

      @Override
      public void finished(HostResult result) {
        otherwise.accept(result);
      }
    };
  }
}
