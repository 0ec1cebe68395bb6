package lab.cli;

import java.util.List;
import java.util.stream.Stream;
import lab.cli.command.ExitCode;
import lab.cli.command.Lab;
import lab.cli.command.LabCommand;
import lab.cli.show.WordsCommand;
import lab.input.BadInput;
import lab.input.Suggest;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code lab help}: the commands, one of them, or the words that the lab uses. */
@Command(
    name = "help",
    description = "The commands, one of them, or with 'words' the words and signs of the lab.")
final class HelpCommand extends LabCommand {
  private static final String WORDS = "words";

  @Parameters(arity = "0..1", paramLabel = "COMMAND|words", description = "What to explain.")
  private String what;

  HelpCommand(Lab lab) {
    super(lab);
  }

  @Override
  public ExitCode run() {
    if (WORDS.equals(what)) {
      return new WordsCommand(lab()).run();
    }
    if (console().json()) {
      throw new BadInput("lab help has no JSON but that of lab help words");
    }
    CommandLine all = Main.all(lab());
    CommandLine asked = what == null ? all : all.getSubcommands().get(what);
    if (asked == null) {
      List<String> known =
          Stream.concat(Main.COMMANDS.stream().map(Main.Entry::name), Stream.of(WORDS)).toList();
      throw new BadInput(
          "no help for %s%s; there is help for %s"
              .formatted(what, Suggest.didYouMean(what, known), String.join(", ", known)));
    }
    asked.usage(console().writer());
    return ExitCode.OK;
  }
}
