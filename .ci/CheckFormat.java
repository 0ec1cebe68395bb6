import com.google.googlejavaformat.java.Formatter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Compares every Java source below the given folders, but for what was built, with what
 * google-java-format would write.
 *
 * <p>Run by {@code mvn verify} as a single source file, with the formatter on the class path:
 * {@code java -cp google-java-format.jar .ci/CheckFormat.java check|write FOLDER...}. Checking
 * lists each file that differs and exits with 1; writing formats them in place.
 */
final class CheckFormat {
  public static void main(String[] args) throws Exception {
    boolean write = args[0].equals("write");
    Formatter formatter = new Formatter();
    int differing = 0;
    int read = 0;
    for (int i = 1; i < args.length; i++) {
      for (Path file : javaFiles(Path.of(args[i]))) {
        read++;
        String source = Files.readString(file);
        String formatted = formatter.formatSourceAndFixImports(source);
        if (formatted.equals(source)) {
          continue;
        }
        if (write) {
          Files.writeString(file, formatted);
          System.out.println("formatted " + file);
        } else {
          System.err.println("not formatted: " + file);
          differing++;
        }
      }
    }
    if (differing > 0) {
      System.err.println(differing + " of " + read + " files differ; .ci/format mends them");
      System.exit(1);
    }
  }

  private static List<Path> javaFiles(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (var walk = Files.walk(folder)) {
      return walk.filter(p -> p.toString().endsWith(".java") && !p.toString().contains("/target/"))
          .sorted()
          .toList();
    }
  }
}
