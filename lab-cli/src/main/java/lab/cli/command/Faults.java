package lab.cli.command;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import lab.input.BadInput;
import lab.input.Suggest;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** What a person is told when something cannot be done: always one line on stderr. */
public final class Faults {
  private Faults() {}

  public static int badInput(Console console, String line) {
    console.err().println("lab: " + line);
    return ExitCode.BAD_INPUT.code();
  }

  /** A fault of the lab: the line says where the details are. */
  public static int fault(Console console, String[] args, Throwable fault) {
    String what = fault.getMessage() == null ? fault.toString() : fault.getMessage();
    String trace = trace(fault);
    if (console.surroundings().variable("LAB_DEBUG").equals("1")) {
      console.err().print(trace);
    }
    console.err().println("lab: %s (%s)".formatted(oneLine(what), kept(args, trace)));
    return ExitCode.FAULT.code();
  }

  private static String kept(String[] args, String trace) {
    try {
      Path log = Files.createTempFile("lab-fault-", ".log");
      Files.writeString(
          log,
          "lab %s%nJava %s on %s %s%n%s"
              .formatted(
                  String.join(" ", args),
                  Runtime.version(),
                  System.getProperty("os.name"),
                  System.getProperty("os.arch"),
                  trace));
      return "log: " + log;
    } catch (IOException e) {
      return "no log could be written; LAB_DEBUG=1 prints it: " + oneLine(e.toString());
    }
  }

  private static String trace(Throwable fault) {
    StringWriter text = new StringWriter();
    fault.printStackTrace(new PrintWriter(text));
    return text.toString();
  }

  private static String oneLine(String text) {
    return text.strip().replaceAll("\\s*\\R\\s*", "; ");
  }

  /** What to say of arguments that picocli could not make sense of. */
  public static String line(ParameterException wrong) {
    CommandSpec spec = wrong.getCommandLine().getCommandSpec();
    if (wrong.getCause() instanceof BadInput bad) {
      // A value's converter has said it in our words; picocli would put its own, and the class,
      // around.
      return oneLine(bad.getMessage());
    }
    return switch (wrong) {
      case UnmatchedArgumentException e -> unmatched(e.getUnmatched().getFirst(), spec);
      case MissingParameterException e -> missing(e.getMissing().getFirst(), spec);
      default -> oneLine(wrong.getMessage());
    };
  }

  private static String missing(ArgSpec argument, CommandSpec spec) {
    String whom =
        argument instanceof OptionSpec option ? option.longestName() : spec.qualifiedName();
    return "%s needs %s; %s --help shows how"
        .formatted(whom, argument.paramLabel(), spec.qualifiedName());
  }

  private static String unmatched(String argument, CommandSpec spec) {
    String help = "; " + spec.qualifiedName() + " --help lists what it takes";
    if (!argument.startsWith("-")) {
      return "%s does not take %s%s".formatted(spec.qualifiedName(), argument, help);
    }
    String option = argument.replaceFirst("=.*", "");
    List<String> options = new ArrayList<>(spec.optionsMap().keySet());
    return "unknown option %s%s"
        .formatted(
            option,
            Suggest.nearest(option, options).map(o -> "; did you mean " + o + "?").orElse(help));
  }
}
