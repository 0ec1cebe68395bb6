import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassFileVersion;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.ClassModel;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeTransform;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/**
 * Last step of the build: makes {@code lab.jar} from the shaded jar, and the archive that lets it
 * start fast. Run as a source file: {@code java FinishJar.java SHADED JAR ARCHIVE}.
 *
 * <p>HotSpot's ahead-of-time cache takes no class from before Java 6, since such classes carry no
 * stack maps and are verified the old way. Picocli is compiled for Java 5, and the command line is
 * mostly picocli: so those classes are written anew in today's format, with stack maps. Nothing
 * else about them changes.
 */
final class FinishJar {
  private static final int FIRST_WITH_STACK_MAPS = 50;

  public static void main(String[] args) throws Exception {
    Path shaded = Path.of(args[0]);
    Path jar = Path.of(args[1]);
    Path archive = Path.of(args[2]);
    Path unfinished = jar.resolveSibling("lab-unfinished.jar");
    Files.deleteIfExists(archive);
    int renewed = renew(shaded, unfinished);
    // The start script takes lab.jar's presence as a finished build: it appears at once or not at
    // all.
    Files.move(
        unfinished, jar, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    boolean archived = train(jar, archive);
    System.out.printf(
        "lab.jar: %d classes renewed, start-up archive %s%n",
        renewed, archived ? "made" : "not made (starting takes a little longer)");
  }

  private static int renew(Path from, Path to) throws IOException {
    int renewed = 0;
    try (URLClassLoader classes = new URLClassLoader(new URL[] {url(from)}, null);
        ZipFile in = new ZipFile(from.toFile());
        ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(to))) {
      ClassFile classFile =
          ClassFile.of(
              ClassFile.StackMapsOption.GENERATE_STACK_MAPS,
              ClassFile.ClassHierarchyResolverOption.of(
                  ClassHierarchyResolver.ofResourceParsing(classes)
                      .orElse(ClassHierarchyResolver.defaultResolver())));
      for (ZipEntry entry : entries(in)) {
        byte[] bytes = in.getInputStream(entry).readAllBytes();
        if (entry.getName().startsWith("picocli/") && entry.getName().endsWith(".class")) {
          ClassModel model = classFile.parse(bytes);
          if (model.majorVersion() < FIRST_WITH_STACK_MAPS) {
            bytes = classFile.transformClass(model, modern());
            renewed++;
          }
        }
        ZipEntry copy = new ZipEntry(entry.getName());
        copy.setLastModifiedTime(FileTime.fromMillis(entry.getLastModifiedTime().toMillis()));
        out.putNextEntry(copy);
        out.write(bytes);
        out.closeEntry();
      }
      stamp(out);
    }
    return renewed;
  }

  /**
   * Leaves in the jar which commit it was made from, and whether a source differed from it: what
   * {@code lab.cli.host.LabFacts} tells of a jar that runs alone. Without a repository, nothing.
   */
  private static void stamp(ZipOutputStream out) throws IOException {
    Optional<String> commit = git("rev-parse", "HEAD");
    Optional<String> changes =
        git(
            "status",
            "--porcelain",
            "--",
            ":/pom.xml",
            ":/lab-core",
            ":/lab-stress",
            ":/lab-bench",
            ":/lab-cli");
    if (commit.isEmpty() || changes.isEmpty()) {
      return;
    }
    ZipEntry stamp = new ZipEntry("lab/build.properties");
    // A fixed time: the same commit gives the same jar.
    stamp.setLastModifiedTime(FileTime.fromMillis(0));
    out.putNextEntry(stamp);
    String text = "commit=%s\ndirty=%s\n".formatted(commit.get(), !changes.get().isEmpty());
    out.write(text.getBytes(StandardCharsets.UTF_8));
    out.closeEntry();
  }

  private static Optional<String> git(String... arguments) {
    List<String> command = new ArrayList<>(List.of("git"));
    command.addAll(List.of(arguments));
    try {
      Process git =
          new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
      String said = new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return git.waitFor() == 0 ? Optional.of(said.strip()) : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }

  private static ClassTransform modern() {
    return ClassTransform.transformingMethodBodies(CodeTransform.ACCEPT_ALL)
        .andThen((builder, element) -> {
          if (!(element instanceof ClassFileVersion)) {
            builder.with(element);
          }
        })
        .andThen(
            ClassTransform.endHandler(
                builder -> builder.withVersion(ClassFile.latestMajorVersion(), 0)));
  }

  /** Starts the lab once as a person would, so that what it loads is remembered. */
  private static boolean train(Path jar, Path archive) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-XX:AOTCacheOutput=" + archive);
    command.add("-XX:+UseSerialGC");
    command.add("-Xlog:disable");
    command.add("-jar");
    command.add(jar.toString());
    command.add("show");
    Process process =
        new ProcessBuilder(command)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    return process.waitFor() == 0 && Files.exists(archive);
  }

  private static List<ZipEntry> entries(ZipFile zip) {
    List<ZipEntry> entries = new ArrayList<>();
    zip.stream().filter(e -> !e.isDirectory()).forEach(entries::add);
    return entries;
  }

  private static URL url(Path path) {
    try {
      return URI.create("file:" + path.toAbsolutePath()).toURL();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
