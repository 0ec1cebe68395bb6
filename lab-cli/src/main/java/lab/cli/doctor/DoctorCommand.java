package lab.cli.doctor;

import java.io.PrintStream;
import java.util.List;
import lab.cli.answer.DoctorDocument;
import lab.cli.answer.DoctorDocument.Check;
import lab.cli.answer.Documents;
import lab.cli.command.Console;
import lab.cli.command.ExitCode;
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
    DoctorDocument document =
        new DoctorDocument(
            LabFacts.ofThisProcess(),
            machine,
            parallelism,
            look,
            new Doctor(files, machine).checks(parallelism, look, Timer.measure(files), console()));
    if (console().json()) {
      console().out().println(Documents.text(document));
    } else {
      print(document, console());
    }
    return ExitCode.OK;
  }

  private static Quietness.Look look(SystemFiles files) {
    try {
      return Quietness.Look.now(files);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  static void print(DoctorDocument document, Console console) {
    PrintStream out = console.out();
    Look dress = Look.of(console);
    Text.hang("This machine: ", document.machine().sentence(), dress.width()).forEach(out::println);
    out.println();
    out.println(dress.dress("What it can show", Ink.HEADING));
    List<Check> checks = document.checks();
    int topics = checks.stream().mapToInt(c -> Text.width(c.topic())).max().orElse(0);
    int words = checks.stream().mapToInt(c -> c.shows().word().length()).max().orElse(0);
    for (Check check : checks) {
      String head =
          "  %s  %s  "
              .formatted(Text.pad(check.shows().word(), words), Text.pad(check.topic(), topics));
      Text.hang(head, check.finding(), dress.width()).forEach(out::println);
    }
  }
}
