package lab.cli;

import lab.cli.command.ExitCode;
import lab.cli.command.Lab;
import lab.cli.command.LabCommand;
import lab.input.BadInput;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Commands that have their names already and say in one line that they come later. */
abstract sealed class LaterCommand extends LabCommand {
  private final String line;

  LaterCommand(Lab lab, String line) {
    super(lab);
    this.line = line;
  }

  @Override
  public ExitCode run() {
    throw new BadInput(line);
  }

  /** {@code lab serve}. */
  @Command(name = "serve", description = "The lab in a browser (comes in a later version).")
  static final class Serve extends LaterCommand {
    @Option(names = "--port", paramLabel = "N", description = "Where to listen.")
    @SuppressWarnings("unused")
    private String port;

    @Option(names = "--no-open", description = "Do not open a browser.")
    @SuppressWarnings("unused")
    private boolean noOpen;

    Serve(Lab lab) {
      super(lab, "serve comes in a later version; until then lab drive steps in the terminal");
    }
  }
}
