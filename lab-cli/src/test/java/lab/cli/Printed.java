package lab.cli;

import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import lab.cli.command.Console;
import lab.cli.command.Surroundings;

/**
 * What is printed into a pipe: by it tests show that a document which was read back prints what the
 * command printed, so that the words come from the document and nothing else.
 */
public final class Printed {
  private Printed() {}

  public static String by(Consumer<Console> printing) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Console console =
        new Console(
            InputStream.nullInputStream(),
            out,
            OutputStream.nullOutputStream(),
            Surroundings.pipes());
    printing.accept(console);
    console.finish();
    return out.toString(StandardCharsets.UTF_8);
  }
}
