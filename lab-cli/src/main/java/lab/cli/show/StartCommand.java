package lab.cli.show;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import lab.cli.command.ExitCode;
import lab.cli.command.Json;
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
    List<Room> rooms = lab().catalog().rooms();
    List<List<String>> commands = commands(rooms);
    if (console().json()) {
      Json.print(
          console(),
          Json.object(
              "machine",
              machine(),
              "experiments",
              rooms.stream().map(Room::id).toList(),
              "commands",
              commands.stream().map(List::getFirst).toList()));
      return ExitCode.OK;
    }
    PrintStream out = console().out();
    Look look = Look.of(console());
    out.println(look.dress("Concurrency lab: drive it, break it, run it, judge it.", Ink.HEADING));
    Text.hang("This machine: ", machine(), look.width()).forEach(out::println);
    out.println();
    new ShowText(console()).catalogue(rooms);
    out.println();
    out.println(look.dress("To try", Ink.HEADING));
    int widest = commands.stream().mapToInt(c -> c.getFirst().length()).max().orElse(0);
    for (List<String> command : commands) {
      Text.hang("  " + Text.pad(command.getFirst(), widest) + "  ", command.getLast(), look.width())
          .forEach(out::println);
    }
    out.println();
    out.println("lab --help lists the commands.");
    return ExitCode.OK;
  }

  private static List<List<String>> commands(List<Room> rooms) {
    List<List<String>> commands = new ArrayList<>();
    if (!rooms.isEmpty()) {
      String id = rooms.getFirst().id();
      commands.add(List.of("lab show " + id, "what it asks and claims"));
      commands.add(List.of("lab drive " + id, "step it yourself, with undo"));
      commands.add(List.of("lab break " + id, "the shortest schedule that breaks it"));
      commands.add(List.of("lab run " + id, "what this machine does, and the verdict"));
    }
    return commands;
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
