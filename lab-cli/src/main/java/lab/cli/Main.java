package lab.cli;

import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import lab.catalog.Catalog;
import lab.cli.command.Console;
import lab.cli.command.ExitCode;
import lab.cli.command.Faults;
import lab.cli.command.Lab;
import lab.cli.command.LabCommand;
import lab.cli.command.Surroundings;
import lab.cli.doctor.DoctorCommand;
import lab.cli.drive.DriveCommand;
import lab.cli.litmus.LitmusCommand;
import lab.cli.report.ReportCommand;
import lab.cli.run.BenchCommand;
import lab.cli.run.RunCommand;
import lab.cli.run.StressCommand;
import lab.cli.search.BreakCommand;
import lab.cli.show.ShowCommand;
import lab.cli.show.StartCommand;
import lab.input.BadInput;
import lab.input.Suggest;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** Where {@code lab} begins. */
public final class Main {

  /** The commands, in the order of the help. A new one is one line here. */
  static final List<Entry> COMMANDS =
      List.of(
          new Entry("show", ShowCommand::new),
          new Entry("drive", DriveCommand::new),
          new Entry("break", BreakCommand::new),
          new Entry("run", RunCommand::new),
          new Entry("stress", StressCommand::new),
          new Entry("bench", BenchCommand::new),
          new Entry("litmus", LitmusCommand::new),
          new Entry("doctor", DoctorCommand::new),
          new Entry("report", ReportCommand::new),
          new Entry("serve", LaterCommand.Serve::new),
          new Entry("help", HelpCommand::new),
          new Entry("completion", CompletionCommand::new));

  /** A command's name and how it is made: only the one that was typed is loaded. */
  public record Entry(String name, Function<Lab, LabCommand> maker) {}

  private final Lab lab;

  public Main(Catalog catalog, Console console) {
    this.lab = new Lab(catalog, console);
  }

  /** Runs one command and ends the process with its {@link ExitCode}. */
  public static void main(String[] args) {
    // Numbers look the same everywhere; what is printed may be compared.
    Locale.setDefault(Locale.ROOT);
    Console console =
        new Console(
            new FileInputStream(FileDescriptor.in),
            new FileOutputStream(FileDescriptor.out),
            new FileOutputStream(FileDescriptor.err),
            Surroundings.ofProcess());
    System.exit(new Main(Catalog.lab(), console).run(args));
  }

  /** Runs one command; returns the exit code. Everything that goes wrong is reported in here. */
  public int run(String... args) {
    Console console = lab.console();
    try {
      ExitCode code = dispatch(args);
      console.finish();
      return code.code();
    } catch (BadInput e) {
      console.discard();
      return Faults.badInput(console, e.getMessage());
    } catch (ParameterException e) {
      console.discard();
      return Faults.badInput(console, Faults.line(e));
    } catch (RuntimeException | Error e) {
      console.discard();
      return Faults.fault(console, args, e);
    }
  }

  private ExitCode dispatch(String... args) {
    ParseResult parsed = commandLine(args).parseArgs(args);
    if (CommandLine.executeHelpRequest(parsed) != null) {
      return ExitCode.OK;
    }
    while (parsed.hasSubcommand()) {
      parsed = parsed.subcommand();
    }
    return ((LabCommand) parsed.commandSpec().userObject()).run();
  }

  private CommandLine commandLine(String... args) {
    Optional<String> name = List.of(args).stream().filter(a -> !a.startsWith("-")).findFirst();
    if (name.isEmpty() || List.of(args).indexOf("--help") == 0) {
      return all(lab);
    }
    return configured(
        lab, root(lab).addSubcommand(name.get(), entry(name.get()).maker().apply(lab)));
  }

  /** With every command: for the help and the shell completion. */
  static CommandLine all(Lab lab) {
    CommandLine root = root(lab);
    COMMANDS.forEach(c -> root.addSubcommand(c.name(), c.maker().apply(lab)));
    return configured(lab, root);
  }

  private static CommandLine root(Lab lab) {
    return new CommandLine(new StartCommand(lab));
  }

  private static CommandLine configured(Lab lab, CommandLine root) {
    return root.setColorScheme(Help.defaultColorScheme(Help.Ansi.OFF))
        .setUsageHelpWidth(Console.WIDTH)
        .setOut(lab.console().writer());
  }

  private static Entry entry(String name) {
    return COMMANDS.stream()
        .filter(c -> c.name().equals(name))
        .findFirst()
        .orElseThrow(() -> {
          List<String> names = COMMANDS.stream().map(Entry::name).toList();
          return new BadInput(
              "unknown command %s%s"
                  .formatted(
                      name,
                      Suggest.nearest(name, names)
                          .map(n -> "; did you mean " + n + "?")
                          .orElse("; the commands are " + String.join(", ", names))));
        });
  }
}
