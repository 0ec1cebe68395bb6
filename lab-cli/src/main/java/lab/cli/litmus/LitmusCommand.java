package lab.cli.litmus;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import lab.cli.answer.Documents;
import lab.cli.answer.LitmusDocument;
import lab.cli.answer.LitmusDocument.Answered;
import lab.cli.answer.LitmusDocument.Unread;
import lab.cli.command.ExitCode;
import lab.cli.command.Lab;
import lab.cli.command.LabCommand;
import lab.cli.command.SignOfLife;
import lab.memorymodel.MemoryModel;
import lab.memorymodel.litmus.LitmusAnswer;
import lab.memorymodel.litmus.LitmusReader;
import lab.memorymodel.litmus.LitmusSyntaxError;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code lab litmus}: what each model allows of a person's own tests. */
@Command(
    name = "litmus",
    description = {
      "The allowed final states of your own litmus tests under each memory model.",
      "Reads herd7's .litmus files in the dialects Java, C, X86_64 and X86."
    })
public final class LitmusCommand extends LabCommand {
  @Parameters(arity = "1..*", paramLabel = "FILE", description = "A .litmus file.")
  private List<String> files;

  @Option(
      names = "--model",
      paramLabel = "sc,tso,java",
      description = "The models to ask (default: all three).")
  private String models = "sc,tso,java";

  public LitmusCommand(Lab lab) {
    super(lab);
  }

  @Override
  public ExitCode run() {
    List<MemoryModel> asked = asked();
    LitmusDocument document = new LitmusDocument(answers(asked));
    if (console().json()) {
      console().out().println(Documents.text(document));
    } else {
      new LitmusText(console()).print(document);
    }
    return code(document);
  }

  /** Every readable file is answered; then one that cannot be read outweighs all others. */
  private ExitCode code(LitmusDocument document) {
    ExitCode code = ExitCode.OK;
    for (LitmusDocument.Test test : document.tests()) {
      switch (test) {
        case Unread unread -> {
          console().err().println("lab: " + unread.error());
          code = code.and(ExitCode.BAD_INPUT);
        }
        case Answered answered ->
            code = code.and(answered.complete() ? ExitCode.OK : ExitCode.NO_ANSWER);
      }
    }
    return code;
  }

  private List<MemoryModel> asked() {
    List<MemoryModel> asked = new ArrayList<>();
    for (String word : models.split(",", -1)) {
      MemoryModel model = MemoryModel.parse(word.strip());
      if (!asked.contains(model)) {
        asked.add(model);
      }
    }
    return asked;
  }

  private List<LitmusDocument.Test> answers(List<MemoryModel> asked) {
    List<LitmusDocument.Test> answers = new ArrayList<>();
    try (SignOfLife sign = SignOfLife.of(console(), "asking the models")) {
      for (String file : files) {
        sign.now("asking the models of " + file);
        answers.add(answer(file, asked));
      }
    }
    return answers;
  }

  private static LitmusDocument.Test answer(String file, List<MemoryModel> asked) {
    try {
      String text = Files.readString(Path.of(file), StandardCharsets.UTF_8);
      return LitmusResult.of(file, LitmusAnswer.of(LitmusReader.read(file, text), asked));
    } catch (LitmusSyntaxError e) {
      return new Unread(file, e.getMessage());
    } catch (NoSuchFileException e) {
      return new Unread(file, file + ": there is no such file");
    } catch (CharacterCodingException e) {
      return new Unread(file, file + ": this is not text in UTF-8");
    } catch (java.nio.file.AccessDeniedException e) {
      return new Unread(file, file + ": this file may not be read");
    } catch (IOException | java.nio.file.InvalidPathException e) {
      String why = Files.isDirectory(Path.of(file)) ? "this is a folder" : e.getMessage();
      return new Unread(file, file + ": cannot be read: " + why);
    }
  }
}
