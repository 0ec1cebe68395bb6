package lab.cli.drive;

import java.io.PrintStream;
import lab.cli.answer.Documents;
import lab.cli.answer.DriveDocument;
import lab.cli.command.ExitCode;
import lab.cli.command.Lab;
import lab.cli.command.LabCommand;
import lab.cli.command.SettingsOptions;
import lab.cli.command.SignOfLife;
import lab.cli.command.Typed;
import lab.cli.render.Look;
import lab.room.Room;
import lab.room.Settings;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code lab drive}: step an experiment, or print the steps of a schedule. */
@Command(name = "drive", description = "Step an experiment, with undo; --do prints the steps.")
public final class DriveCommand extends LabCommand {
  @Parameters(index = "0", paramLabel = "ID", description = "The experiment, as in aba.")
  private String id;

  @Mixin private SettingsOptions settings;

  @Option(
      names = "--do",
      paramLabel = "SCHEDULE",
      description = "Actions separated by commas, *n repeats: t1.read,t2.pop*2")
  private String schedule;

  public DriveCommand(Lab lab) {
    super(lab);
  }

  @Override
  public ExitCode run() {
    Room room = lab().catalog().room(id);
    Settings chosen = settings.of(room);
    DriveSession session =
        new DriveSession(room, chosen, Typed.schedule("--do", schedule == null ? "" : schedule));
    if (console().json()) {
      console().out().println(Documents.text(whole(session)));
    } else if (schedule != null) {
      print(whole(session));
    } else if (console().interactive()) {
      return new KeyShell(session, console()).run();
    } else {
      new LineShell(session, console()).run();
    }
    return ExitCode.OK;
  }

  private DriveDocument whole(DriveSession session) {
    try (SignOfLife sign = SignOfLife.of(console(), "searching " + session.room().id())) {
      return Frames.whole(session, sign);
    }
  }

  private void print(DriveDocument drive) {
    PrintStream out = console().out();
    Scenery scenery = new Scenery(Look.of(console()));
    scenery.heading(drive).forEach(out::println);
    for (DriveDocument.Frame frame : drive.frames()) {
      out.println();
      scenery.story(frame).forEach(out::println);
      out.println();
      scenery.picture(frame).forEach(out::println);
    }
    out.println();
    if (drive.step() > 0) {
      scenery.timeline(drive).forEach(out::println);
      out.println();
    }
    DriveDocument.Frame last = drive.here();
    scenery.claims(last).forEach(out::println);
    out.println(last.choices().isEmpty() ? "" : "Possible now:");
    scenery.choices(last).forEach(out::println);
  }
}
