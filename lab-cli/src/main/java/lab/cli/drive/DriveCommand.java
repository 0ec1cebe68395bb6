package lab.cli.drive;

import java.io.PrintStream;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import lab.cli.answer.Documents;
import lab.cli.answer.DriveDocument;
import lab.cli.command.ExitCode;
import lab.cli.command.Lab;
import lab.cli.command.LabCommand;
import lab.cli.command.OutputFile;
import lab.cli.command.SettingsOptions;
import lab.cli.command.SignOfLife;
import lab.cli.command.Typed;
import lab.cli.render.Look;
import lab.cli.results.Measured;
import lab.input.BadInput;
import lab.net.frame.Pcap;
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

  @Option(
      names = "--exercise",
      paramLabel = "N",
      description = "Solve that exercise of lab show: a schedule, settings or a label is checked.")
  private String exercise;

  @Option(
      names = "--answer",
      paramLabel = "LABEL",
      description = "With --exercise: the access, where one is asked for.")
  private String answer;

  @Option(names = "--solution", description = "With --exercise: print the solution, and no more.")
  private boolean solution;

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      description = "text, html (one page with the steps of --do) or svg (the last picture).")
  private String format = "text";

  @Option(
      names = "--pcap",
      paramLabel = "FILE",
      description = {
        "Write what was sent as a capture, which Wireshark opens: a millisecond a step,",
        "from 2026-01-01 00:00 UTC on. An interactive session writes it at its end."
      })
  private String pcap;

  @Option(
      names = "--open",
      paramLabel = "FILE[:N]",
      description = "Peel packet N (default: 1) of a capture of yours, layer by layer.")
  private String open;

  public DriveCommand(Lab lab) {
    super(lab);
  }

  @Override
  public ExitCode run() {
    Format written = Format.of(format);
    if (written != Format.TEXT && (console().json() || solution)) {
      String other = solution ? "--solution" : "--json";
      throw new BadInput("--format=%s does not go with %s".formatted(format, other));
    }
    Optional<CapturedPacket> packet = Optional.ofNullable(open).map(CapturedPacket::named);
    Room room = packet.map(this::opened).orElseGet(() -> lab().catalog().room(id));
    Optional<Examiner> examiner = examiner(room);
    Settings chosen =
        examiner
            .map(e ->
                settings.from(settings.fixed() ? room.fixed() : e.start(), room, Measured::here))
            .orElseGet(() -> settings.of(room, Measured::here));
    Optional<OutputFile> capture = capture(room, chosen);
    if (solution) {
      return solve(room, examiner.orElseThrow());
    }
    DriveSession session =
        new DriveSession(
            room,
            chosen,
            Typed.schedule("--do", schedule == null ? "" : schedule),
            examiner,
            packet.map(CapturedPacket::option).orElse(""));
    if (answer != null) {
      session.answer(answer);
    }
    ExitCode code = driven(session, written);
    capture.ifPresent(file -> write(file, session));
    return code;
  }

  private ExitCode driven(DriveSession session, Format written) {
    if (written != Format.TEXT) {
      DriveDocument drive = whole(session);
      console().out().print(written.written(drive));
      return code(drive);
    } else if (console().json()) {
      DriveDocument drive = whole(session);
      console().out().println(Documents.text(drive));
      return code(drive);
    } else if (schedule != null || answer != null) {
      DriveDocument drive = whole(session);
      print(drive);
      return code(drive);
    } else if (console().interactive()) {
      return new KeyShell(session, console()).run();
    }
    return new LineShell(session, console()).run();
  }

  /** The room that is made for a packet of a capture. */
  private Room opened(CapturedPacket packet) {
    if (exercise != null || pcap != null || settings.fixed()) {
      String other = exercise != null ? "--exercise" : pcap != null ? "--pcap" : "--fixed";
      throw new BadInput("--open does not go with " + other);
    }
    Room room = lab().catalog().room(id);
    if (!room.opens()) {
      throw new BadInput(
          "--open: %s opens no capture; %s"
              .formatted(room.id(), named(Room::opens, "does", "do", "no experiment does")));
    }
    return room.opened(packet.read()).orElseThrow();
  }

  /** Where the capture goes that is asked for. */
  private Optional<OutputFile> capture(Room room, Settings chosen) {
    if (pcap == null) {
      return Optional.empty();
    }
    if (solution) {
      throw new BadInput("--pcap does not go with --solution");
    }
    if (room.scene(chosen).wire().isEmpty()) {
      throw new BadInput(
          "--pcap: %s sends nothing over a wire; %s"
              .formatted(room.id(), named(DriveCommand::sends, "does", "do", "nothing here does")));
    }
    return Optional.of(OutputFile.named("--pcap", "the capture", pcap));
  }

  private static boolean sends(Room room) {
    return room.scene(room.controls().defaults()).wire().isPresent();
  }

  /** {@code encapsulation, handshake do}: the rooms that are so. */
  private String named(Predicate<Room> which, String one, String several, String none) {
    List<String> ids = lab().catalog().rooms().stream().filter(which).map(Room::id).toList();
    return ids.isEmpty() ? none : String.join(", ", ids) + " " + (ids.size() == 1 ? one : several);
  }

  /** Of the steps up to where the session stands. */
  private void write(OutputFile file, DriveSession session) {
    Pcap sent =
        session
            .capture()
            .orElseThrow(
                () -> new BadInput("--pcap: under these settings nothing is sent over a wire"));
    file.write(sent.write());
    int packets = sent.packets().size();
    console()
        .err()
        .println(
            "Capture written to %s: %s"
                .formatted(file.path(), packets == 1 ? "1 packet" : packets + " packets"));
  }

  private static ExitCode code(DriveDocument drive) {
    return drive.exercise().filter(e -> !e.solved()).isPresent() ? ExitCode.DIFFERS : ExitCode.OK;
  }

  private Optional<Examiner> examiner(Room room) {
    if (exercise == null) {
      if (solution || answer != null) {
        throw new BadInput((solution ? "--solution" : "--answer") + " goes with --exercise");
      }
      return Optional.empty();
    }
    if (!exercise.matches("[1-9][0-9]?")) {
      throw new BadInput("--exercise is a number from 1 (got %s)".formatted(exercise));
    }
    return Optional.of(Examiner.of(room, Integer.parseInt(exercise)));
  }

  private ExitCode solve(Room room, Examiner examiner) {
    if (console().json()) {
      throw new BadInput(
          "--solution has no JSON; lab break %s --json has schedules".formatted(room.id()));
    }
    try (SignOfLife sign = SignOfLife.of(console(), "searching " + room.id())) {
      console().out().println(examiner.solution(sign));
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
    if (drive.exercise().isPresent()) {
      out.println();
      scenery.exercise(drive).forEach(out::println);
    }
  }
}
