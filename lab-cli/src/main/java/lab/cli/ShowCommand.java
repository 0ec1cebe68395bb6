package lab.cli;

import java.util.ArrayList;
import java.util.List;
import lab.catalog.Experiment;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** The catalogue, or what there is to know of one experiment. */
@Command(name = "show", description = "The catalogue, or one experiment.")
final class ShowCommand extends LabCommand {
  @Parameters(arity = "0..*", paramLabel = "ID", description = "Experiments, as in aba.")
  private List<String> ids = new ArrayList<>();

  ShowCommand(Lab lab) {
    super(lab);
  }

  @Override
  protected ExitCode run() {
    for (Experiment room : lab().rooms(ids)) {
      console().out().println(room.address() + "  " + room.question());
    }
    return ExitCode.OK;
  }
}
