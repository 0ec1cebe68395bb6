package lab.cli.drive;

import java.io.PrintStream;
import java.util.List;
import lab.cli.command.ExitCode;
import lab.cli.command.Json;
import lab.cli.command.Lab;
import lab.cli.command.LabCommand;
import lab.cli.command.SettingsOptions;
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
      Json.print(console(), Frames.of(session));
    } else if (schedule != null) {
      print(session);
    } else if (console().interactive()) {
      return new KeyShell(session, console()).run();
    } else {
      new LineShell(session, console()).run();
    }
    return ExitCode.OK;
  }

  private void print(DriveSession session) {
    PrintStream out = console().out();
    Scenery scenery = new Scenery(Look.of(console()));
    Track<?> track = session.track();
    scenery.heading(session).forEach(out::println);
    for (int at = 0; at <= track.steps(); at++) {
      out.println();
      scenery.story(track, at).forEach(out::println);
      out.println();
      scenery.picture(track, at).forEach(out::println);
    }
    out.println();
    if (session.at() > 0) {
      scenery.timeline(session).forEach(out::println);
      out.println();
    }
    List<List<Track.Standing>> standings = track.standings();
    scenery.claims(standings.getLast()).forEach(out::println);
    out.println(session.choices().isEmpty() ? "" : "Possible now:");
    scenery.choices(session).forEach(out::println);
  }
}
