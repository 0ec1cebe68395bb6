package lab.cli.show;

import java.io.PrintStream;
import lab.cli.answer.Documents;
import lab.cli.answer.WordsDocument;
import lab.cli.command.Console;
import lab.cli.command.ExitCode;
import lab.cli.command.Lab;
import lab.cli.command.LabCommand;
import lab.cli.render.Look;
import lab.cli.render.Look.Ink;
import lab.cli.render.Text;

/** {@code lab help words}: the words and signs that the lab uses. */
public final class WordsCommand extends LabCommand {
  private static final int WIDEST = 16;

  public WordsCommand(Lab lab) {
    super(lab);
  }

  @Override
  public ExitCode run() {
    WordsDocument document = Glossary.read();
    if (console().json()) {
      console().out().println(Documents.text(document));
    } else {
      print(document, console());
    }
    return ExitCode.OK;
  }

  static void print(WordsDocument document, Console console) {
    PrintStream out = console.out();
    Look look = Look.of(console);
    String between = "";
    for (WordsDocument.Group group : document.groups()) {
      out.print(between);
      out.println(look.dress(group.title(), Ink.HEADING));
      for (WordsDocument.Word word : group.words()) {
        Text.hang("  " + Text.pad(word.word(), WIDEST) + "  ", word.meaning(), look.width())
            .forEach(out::println);
      }
      between = "\n";
    }
  }
}
