package lab.cli.command;

import picocli.CommandLine.Option;

/**
 * A command: a class with picocli's annotations that is listed in the list of commands.
 *
 * <p>A command checks everything that was typed before it prints or writes anything, and throws
 * {@link lab.input.BadInput} with one line where it cannot be used.
 */
public abstract class LabCommand {
  private final Lab lab;

  protected LabCommand(Lab lab) {
    this.lab = lab;
  }

  @Option(names = "--json", description = "Print exactly one JSON document; talk goes to stderr.")
  void setJson(boolean wanted) {
    if (wanted) {
      lab.console().askForJson();
    }
  }

  @Option(names = "--plain", description = "No box drawing, colours or cursor movement.")
  void setPlain(boolean wanted) {
    if (wanted) {
      lab.console().askForPlain();
    }
  }

  @Option(names = "--help", usageHelp = true, description = "Show this help.")
  @SuppressWarnings("unused") // read by picocli
  private boolean help;

  protected Lab lab() {
    return lab;
  }

  protected Console console() {
    return lab.console();
  }

  /** Does what the command is for. */
  public abstract ExitCode run();
}
