package lab.cli;

import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import lab.cli.command.Console;
import lab.cli.command.Surroundings;
import lab.cli.toy.ToyLab;

/** The command line over the toys, to be tried by hand. */
public final class ToyMain {
  private ToyMain() {}

  /** As {@link Main#main}. */
  public static void main(String[] args) {
    Console console =
        new Console(
            new FileInputStream(FileDescriptor.in),
            new FileOutputStream(FileDescriptor.out),
            new FileOutputStream(FileDescriptor.err),
            Surroundings.ofProcess());
    System.exit(new Main(ToyLab.catalog(), console).run(args));
  }
}
