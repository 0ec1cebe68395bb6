package lab.cli.show;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import lab.cli.answer.Documents;
import lab.cli.answer.StartDocument;
import lab.cli.command.Console;
import lab.cli.command.ExitCode;
import lab.cli.command.Lab;
import lab.cli.command.LabCommand;
import lab.cli.render.Look;
import lab.cli.render.Look.Ink;
import lab.cli.render.Text;
import lab.room.Room;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code lab} alone: this machine, the catalogue, and what to type. */
@Command(
    name = "lab",
    version = "lab 0.1.0",
    synopsisSubcommandLabel = "COMMAND",
    description = "A concurrency lab: experiments to drive, break, run and judge.")
public final class StartCommand extends LabCommand {
  @Option(names = "--version", versionHelp = true, description = "Show the version.")
  @SuppressWarnings("unused") // read by picocli
  private boolean version;

  public StartCommand(Lab lab) {
    super(lab);
  }

  @Override
  public ExitCode run() {
    StartDocument document = document(lab().catalog().rooms());
    if (console().json()) {
      console().out().println(Documents.text(document));
    } else {
      print(document, console());
    }
    return ExitCode.OK;
  }

  static void print(StartDocument document, Console console) {
    PrintStream out = console.out();
    Look look = Look.of(console);
    Text.wrap("Concurrency lab: drive it, break it, run it, judge it.", look.width())
        .forEach(l -> out.println(look.dress(l, Ink.HEADING)));
    Text.hang("This machine: ", document.machine(), look.width()).forEach(out::println);
    out.println();
    new ShowText(console).catalogue(document.catalogue());
    out.println();
    out.println(look.dress("To try", Ink.HEADING));
    List<String> commands = document.commands();
    int widest = commands.stream().mapToInt(String::length).max().orElse(0);
    for (int i = 0; i < commands.size(); i++) {
      Text.hang(
              "  " + Text.pad(commands.get(i), widest) + "  ",
              document.purposes().get(i),
              look.width())
          .forEach(out::println);
    }
    out.println();
    out.println("lab help lists the commands, lab help words what the words mean.");
  }

  private static StartDocument document(List<Room> rooms) {
    List<String> commands = new ArrayList<>();
    List<String> purposes = new ArrayList<>();
    if (!rooms.isEmpty()) {
      String id = rooms.getFirst().id();
      commands.add("lab show " + id);
      purposes.add("what it asks and claims");
      commands.add("lab drive " + id);
      purposes.add("step it yourself, with undo");
      commands.add("lab break " + id);
      purposes.add("the shortest schedule that breaks it");
      commands.add("lab run " + id);
      purposes.add("what this machine does, and the verdict");
    }
    return new StartDocument(
        machine(),
        rooms.stream().map(Room::id).toList(),
        commands,
        purposes,
        Shown.listings(rooms));
  }

  /** Processor, CPUs, operating system and Java, as far as they are known. */
  private static String machine() {
    Runtime runtime = Runtime.getRuntime();
    int cpus = runtime.availableProcessors();
    return "%s, %s; %s %s; Java %s"
        .formatted(
            processor(),
            cpus == 1 ? "1 CPU" : cpus + " CPUs",
            System.getProperty("os.name"),
            System.getProperty("os.arch"),
            Runtime.version().feature());
  }

  private static String processor() {
    try (Stream<String> lines = Files.lines(Path.of("/proc/cpuinfo"), StandardCharsets.UTF_8)) {
      return lines
          .filter(l -> l.startsWith("model name"))
          .map(l -> l.substring(l.indexOf(':') + 1).strip())
          .findFirst()
          .orElse("unnamed processor");
    } catch (IOException e) {
      // Only Linux has the file; the rest of the line is still worth printing.
      return "unnamed processor";
    }
  }
}
