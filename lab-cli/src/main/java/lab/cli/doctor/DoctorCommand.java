package lab.cli.doctor;

import java.util.List;
import lab.cli.command.ExitCode;
import lab.cli.command.Json;
import lab.cli.command.Lab;
import lab.cli.command.LabCommand;
import lab.cli.host.LabFacts;
import lab.cli.host.MachineFacts;
import lab.cli.host.Quietness;
import lab.cli.render.Look;
import lab.cli.render.Look.Ink;
import lab.cli.render.Text;
import lab.host.Parallelism;
import lab.host.SystemFiles;
import picocli.CommandLine.Command;

/** {@code lab doctor}: what this machine can show, line by line, and why not. */
@Command(name = "doctor", description = "What this machine can show, line by line, and why not.")
public final class DoctorCommand extends LabCommand {

  public DoctorCommand(Lab lab) {
    super(lab);
  }

  @Override
  public ExitCode run() {
    SystemFiles files = SystemFiles.ofThisMachine();
    MachineFacts machine = MachineFacts.ofThisMachine();
    Parallelism parallelism = Parallelism.measure();
    Quietness.Look look = look(files);
    List<Check> checks =
        new Doctor(files, machine).checks(parallelism, look, Timer.measure(files), console());
    if (console().json()) {
      Json.print(
          console(),
          Json.object(
              "lab", LabFacts.ofThisProcess(),
              "machine", machine,
              "parallelism", parallelism,
              "look", look,
              "checks", checks.stream().map(DoctorCommand::json).toList()));
    } else {
      print(machine, checks);
    }
    return ExitCode.OK;
  }

  private static Object json(Check check) {
    return Json.object(
        "topic", check.topic(), "shows", check.shows().word(), "finding", check.finding());
  }

  private static Quietness.Look look(SystemFiles files) {
    try {
      return Quietness.Look.now(files);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  private void print(MachineFacts machine, List<Check> checks) {
    Look dress = Look.of(console());
    Text.hang("This machine: ", machine.sentence(), dress.width())
        .forEach(console().out()::println);
    console().out().println();
    console().out().println(dress.dress("What it can show", Ink.HEADING));
    int topics = checks.stream().mapToInt(c -> Text.width(c.topic())).max().orElse(0);
    int words = checks.stream().mapToInt(c -> c.shows().word().length()).max().orElse(0);
    for (Check check : checks) {
      String head =
          "  %s  %s  "
              .formatted(Text.pad(check.shows().word(), words), Text.pad(check.topic(), topics));
      Text.hang(head, check.finding(), dress.width()).forEach(console().out()::println);
    }
  }
}
