package lab.cli.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import lab.cli.ask.Budget;
import lab.cli.command.SettingsOptions;
import lab.input.BadInput;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The options that {@code run}, {@code stress} and {@code bench} have in common. */
final class RunOptions {
  @Parameters(arity = "0..*", paramLabel = "ID", description = "Experiments, as in aba.")
  private List<String> positionals = new ArrayList<>();

  @Option(names = "--all", description = "Every experiment.")
  private boolean all;

  @Mixin private SettingsOptions settings;

  @Option(
      names = "--budget",
      paramLabel = "TIME",
      description = "quick (10 s a room), normal (60 s), long (30 min) or a duration.")
  private String budget = "quick";

  @Option(names = "--dry-run", description = "Say what would run and for how long, no more.")
  private boolean dryRun;

  @Option(names = "--label", paramLabel = "TEXT", description = "A note to keep with the run.")
  private String label;

  @Option(
      names = "--results",
      paramLabel = "DIR",
      description = "Where runs are kept (default: results).")
  private String results;

  /**
   * The experiments that were named, without what stands after {@code --}.
   *
   * @param passedOn what stands there
   * @throws BadInput if none was named and {@code --all} was not given either
   */
  List<String> ids(String command, List<String> passedOn) {
    List<String> ids = positionals.subList(0, positionals.size() - passedOn.size());
    if (all && !ids.isEmpty()) {
      throw new BadInput("--all is every experiment; leave out " + String.join(" ", ids));
    }
    if (!all && ids.isEmpty()) {
      throw new BadInput(
          "%s needs an experiment, as in lab %s reordering, or --all".formatted(command, command));
    }
    return ids;
  }

  /** Whether experiments were named one by one. */
  boolean named() {
    return !all;
  }

  SettingsOptions settings() {
    return settings;
  }

  Budget budget() {
    return Budget.parse(budget);
  }

  boolean dryRun() {
    return dryRun;
  }

  Optional<String> label() {
    return Optional.ofNullable(label);
  }

  Optional<String> results() {
    return Optional.ofNullable(results);
  }
}
