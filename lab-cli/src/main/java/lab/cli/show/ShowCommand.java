package lab.cli.show;

import java.util.ArrayList;
import java.util.List;
import lab.cli.answer.Documents;
import lab.cli.command.ExitCode;
import lab.cli.command.Lab;
import lab.cli.command.LabCommand;
import lab.room.Room;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** The catalogue, or what there is to know of one experiment before driving it. */
@Command(name = "show", description = "The catalogue, or one experiment.")
public final class ShowCommand extends LabCommand {
  @Parameters(arity = "0..*", paramLabel = "ID", description = "Experiments, as in aba.")
  private List<String> ids = new ArrayList<>();

  public ShowCommand(Lab lab) {
    super(lab);
  }

  @Override
  public ExitCode run() {
    List<Room> rooms = lab().rooms(ids);
    if (console().json()) {
      console().out().println(Documents.text(Shown.of(rooms)));
    } else if (ids.isEmpty()) {
      // The lines of the same document: the rest of it would make every machine, unread.
      new ShowText(console()).catalogue(Shown.listings(rooms));
    } else {
      new ShowText(console()).experiments(Shown.of(rooms));
    }
    return ExitCode.OK;
  }
}
