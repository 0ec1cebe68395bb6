package lab.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code lab} alone: what there is, and what to type. */
@Command(
    name = "lab",
    version = "lab 0.1.0",
    synopsisSubcommandLabel = "COMMAND",
    description = "A concurrency lab: experiments to drive, break, run and judge.")
final class StartCommand extends LabCommand {
  @Option(names = "--version", versionHelp = true, description = "Show the version.")
  @SuppressWarnings("unused") // read by picocli
  private boolean version;

  StartCommand(Lab lab) {
    super(lab);
  }

  @Override
  protected ExitCode run() {
    console().out().println("lab: a concurrency lab. lab --help lists the commands.");
    return ExitCode.OK;
  }
}
