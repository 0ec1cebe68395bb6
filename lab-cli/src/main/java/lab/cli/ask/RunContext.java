package lab.cli.ask;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * What an engine needs to know of the run it is part of.
 *
 * @param inquiry what the whole run asks
 * @param budget time for the whole room, as the person asked
 * @param share this engine's share of the budget for the evidence at hand
 * @param folder exists; the tool's own files go here, untouched, under names of the engine's choice
 * @param progress hears of every test
 * @param passedOn the harness's own options, as typed after {@code --}; usually empty
 */
public record RunContext(
    Inquiry inquiry,
    Budget budget,
    Duration share,
    Path folder,
    Progress progress,
    List<String> passedOn) {
  public RunContext {
    passedOn = List.copyOf(passedOn);
  }

  /** A value for each control. */
  public Map<String, String> settings() {
    return inquiry.settings().values();
  }

  /** The same run, told to somebody else. */
  RunContext reporting(Progress other) {
    return new RunContext(inquiry, budget, share, folder, other, passedOn);
  }

  /** What the row of a test is called. */
  String label(Map<String, String> row, String test) {
    return inquiry.label(row, test);
  }
}
