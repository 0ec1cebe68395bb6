package lab.cli;

import lab.cli.command.ExitCode;
import lab.cli.command.Lab;
import lab.cli.command.LabCommand;
import picocli.AutoComplete;
import picocli.CommandLine.Command;

/** Prints the completion script of bash and zsh. */
@Command(
    name = "completion",
    description = "Print a completion script for bash and zsh: source <(lab completion)")
final class CompletionCommand extends LabCommand {
  CompletionCommand(Lab lab) {
    super(lab);
  }

  @Override
  public ExitCode run() {
    console().out().print(AutoComplete.bash("lab", Main.all(lab())));
    return ExitCode.OK;
  }
}
