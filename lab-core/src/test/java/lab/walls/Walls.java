package lab.walls;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import java.util.Set;

/**
 * The walls of lab-core as rules (DESIGN, section 2). {@link WallsTest} holds them against the
 * code.
 */
final class Walls {
  private Walls() {}

  private static final Set<String> CLOCKS_AND_CHANCE =
      Set.of(
          "java.lang.Thread",
          "java.lang.Runtime",
          "java.util.Random",
          "java.util.SplittableRandom",
          "java.util.random.RandomGenerator",
          "java.util.concurrent.ThreadLocalRandom",
          "java.security.SecureRandom",
          "java.time.Clock",
          "java.time.Instant",
          "java.time.LocalDateTime",
          "java.util.UUID");

  private static final Set<String> HASH_ORDER =
      Set.of("java.util.HashMap", "java.util.HashSet", "java.util.IdentityHashMap");

  static final ArchRule EXPLORE_KNOWS_NO_EXPERIMENT =
      classes()
          .that()
          .resideInAPackage("lab.explore..")
          .should()
          .onlyDependOnClassesThat(
              resideInAnyPackage("lab.explore..", "java..")
                  .or(DescribedPredicate.describe("arrays", JavaClass::isArray)))
          .as("explore knows nothing but itself");

  static final ArchRule THE_SEQUENTIAL_EXPLORER_RUNS_ANYWHERE =
      noClasses()
          .that()
          .resideInAPackage("lab.explore..")
          .and()
          .haveSimpleNameStartingWith("Sequential")
          .should()
          .dependOnClassesThat(named(CLOCKS_AND_CHANCE))
          .orShould()
          .dependOnClassesThat()
          .resideInAPackage("java.util.concurrent..")
          .orShould()
          .callMethodWhere(target("java.lang.System", "nanoTime", "currentTimeMillis"))
          .orShould()
          .callMethodWhere(target("java.lang.String", "format", "formatted"))
          .as("the sequential explorer has no thread, no atomic and no clock");

  static final ArchRule STAGE_IS_DATA =
      classes()
          .that()
          .resideInAPackage("lab.stage..")
          .should()
          .onlyDependOnClassesThat(resideInAnyPackage("lab.stage..", "java.lang..", "java.util"))
          .as("a stage is data: it knows nothing but itself");

  static final ArchRule MEMORY_KNOWS_NO_INSTRUCTION =
      classes()
          .that()
          .resideInAPackage("lab.memorymodel.messages..")
          .should()
          .onlyDependOnClassesThat(
              resideInAnyPackage("lab.memorymodel.messages", "java..")
                  .or(named(Set.of("lab.memorymodel.AccessMode", "lab.memorymodel.FenceKind")))
                  .or(DescribedPredicate.describe("arrays", JavaClass::isArray)))
          .as("memory knows modes and fences, and no instruction");

  static final ArchRule MODELS_HAVE_NO_CYCLE =
      SlicesRuleDefinition.slices()
          .assignedFrom(new Packages("lab.memorymodel"))
          .should()
          .beFreeOfCycles()
          .as("the packages of memory models have an order");

  static final ArchRule REAL_CODE_KNOWS_NO_MODEL =
      noClasses()
          .that()
          .resideInAPackage("lab.concurrent..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "lab.explore..",
              "lab.memorymodel..",
              "lab.experiments..",
              "lab.catalog..",
              "lab.room..",
              "lab.stage..")
          .as("real code knows no machine, no model and no room");

  static final ArchRule ENGINES_KNOW_NO_ROOM =
      noClasses()
          .that()
          .resideInAnyPackage(
              "lab.explore..", "lab.memorymodel..", "lab.stage..", "lab.cpu..", "lab.net..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("lab.experiments..", "lab.catalog..", "lab.room..")
          .as("engines know no room");

  /** Long traces are to run through the same code that a machine is made of. */
  static final ArchRule MECHANISMS_KNOW_NO_MACHINE =
      noClasses()
          .that()
          .resideInAPackage("lab.cpu..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "lab.explore..", "lab.memorymodel..", "lab.stage..", "lab.concurrent..", "lab.host..")
          .as("the mechanisms of a CPU know no machine, no picture and no host");

  /** What a room, a capture and a live connection share. */
  static final ArchRule NETWORKS_KNOW_NO_HOST =
      noClasses()
          .that()
          .resideInAPackage("lab.net..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "lab.memorymodel..", "lab.stage..", "lab.concurrent..", "lab.host..", "lab.cpu..")
          .as("networks know no memory model, no picture and no host");

  /** Bytes in, bytes out: files are the command line's. */
  static final ArchRule FRAMES_KNOW_NO_MACHINE_AND_NO_FILE =
      noClasses()
          .that()
          .resideInAnyPackage("lab.net.frame..", "lab.net.wire..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("lab.explore..", "java.io..", "java.nio.file..", "java.net..")
          .as("frames know no machine and no file");

  /** Bytes and behaviour meet in {@code lab.net.wire}, and nowhere else. */
  static final ArchRule CONNECTIONS_KNOW_NO_FRAME =
      noClasses()
          .that()
          .resideInAPackage("lab.net.tcp..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "lab.net.frame..", "lab.net.wire..", "lab.explore..", "java.io..", "java.net..")
          .as("connections know no frame and no machine");

  static final ArchRule DECLARATIONS_KNOW_NO_ROOM =
      noClasses()
          .that()
          .resideInAPackage("lab.room..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("lab.experiments..", "lab.concurrent..")
          .as("what every room uses knows no room");

  static final ArchRule NOBODY_LOOKS_UP_TO_THE_CATALOGUE =
      noClasses()
          .that()
          .resideOutsideOfPackage("lab.catalog..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("lab.catalog..")
          .as("the list of rooms is above everything in lab-core");

  static final ArchRule ORDER_IS_KEPT =
      noClasses()
          .that()
          .resideInAnyPackage("lab.experiments..", "lab.room..", "lab.catalog..")
          .should()
          .callMethodWhere(target("java.util.Map", "copyOf"))
          .as("copies of maps keep their order");

  static final ArchRule ROOMS_FORMAT_NO_NUMBER =
      noClasses()
          .that()
          .resideInAPackage("lab.experiments..")
          .should()
          .dependOnClassesThat()
          .haveFullyQualifiedName("java.util.Locale")
          .orShould()
          .callMethodWhere(target("java.lang.String", "format"))
          .as("rooms, machines and pictures format no number themselves");

  /** What declares a room, or says what the host did, is not driven. */
  private static final Set<String> DECLARING =
      Set.of(
          "Room",
          "Evidence",
          "Stress",
          "StressTest",
          "Bench",
          "Live",
          "Series",
          "Fact",
          "Findings");

  private static final DescribedPredicate<JavaClass> DRIVEN =
      DescribedPredicate.describe(
          "are machines, programs, stories and pictures",
          c ->
              (c.getPackageName().startsWith("lab.experiments")
                      && c.getDirectDependenciesFromSelf().stream()
                          .map(d -> d.getTargetClass())
                          .noneMatch(Walls::declares))
                  || c.getPackageName().startsWith("lab.cpu")
                  || c.getPackageName().startsWith("lab.net")
                  || Set.of(
                          "lab.stage",
                          "lab.memorymodel",
                          "lab.memorymodel.engine",
                          "lab.memorymodel.messages",
                          "lab.memorymodel.compiler")
                      .contains(c.getPackageName())
                  || Set.of("lab.explore.Action", "lab.explore.Schedule", "lab.explore.Replay")
                      .contains(c.getName()));

  private static boolean declares(JavaClass type) {
    return type.getPackageName().equals("lab.room") && DECLARING.contains(type.getSimpleName());
  }

  /**
   * Compiled for a browser there is no reflection and no thread; String.format is slow and rounds
   * otherwise there, and regular expressions are not those of the JDK.
   */
  static final ArchRule WHAT_IS_DRIVEN_RUNS_IN_A_BROWSER =
      noClasses()
          .that(DRIVEN)
          .should()
          .callMethodWhere(
              target(
                  "java.lang.String",
                  "format",
                  "formatted",
                  "matches",
                  "replaceAll",
                  "replaceFirst",
                  "split"))
          .orShould()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "java.util.regex..",
              "java.lang.reflect..",
              "java.util.concurrent.locks..",
              "java.text..")
          .orShould()
          .dependOnClassesThat(
              named(
                  Set.of(
                      "java.lang.Thread",
                      "java.util.Formatter",
                      "java.util.concurrent.Executor",
                      "java.util.concurrent.ExecutorService",
                      "java.util.concurrent.Executors",
                      "java.util.concurrent.ForkJoinPool",
                      "java.util.concurrent.CompletableFuture")))
          .as("what is driven runs in a browser too");

  static final ArchRule CORE_MEASURES_NOTHING =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "org.openjdk.jmh..", "org.openjdk.jcstress..", "picocli..", "org.jline..")
          .as("lab-core knows neither harness nor command line");

  static final ArchRule NO_ROOM_IMPORTS_A_ROOM =
      SlicesRuleDefinition.slices()
          .assignedFrom(new Rooms())
          .should()
          .notDependOnEachOther()
          .allowEmptyShould(true)
          .as("a room never imports another room");

  static final ArchRule MACHINES_HAVE_NO_CLOCK =
      noClasses()
          .that()
          .resideInAnyPackage("lab.experiments..", "lab.memorymodel..", "lab.cpu..", "lab.net..")
          .should()
          .dependOnClassesThat(named(CLOCKS_AND_CHANCE))
          .orShould()
          .callMethodWhere(target("java.lang.System", "nanoTime", "currentTimeMillis"))
          .orShould()
          .callMethodWhere(target("java.lang.Math", "random"))
          .as("machines have no clock, no chance and no thread");

  static final ArchRule NOTHING_DEPENDS_ON_HASH_ORDER =
      noClasses()
          .that()
          .resideInAnyPackage(
              "lab.experiments..",
              "lab.memorymodel..",
              "lab.catalog..",
              "lab.room..",
              "lab.stage..",
              "lab.cpu..",
              "lab.net..")
          .should()
          .callMethodWhere(
              DescribedPredicate.describe(
                  "the order of a hash table is read",
                  call ->
                      HASH_ORDER.contains(call.getTargetOwner().getName())
                          && Set.of("entrySet", "keySet", "values", "iterator", "stream", "forEach")
                              .contains(call.getTarget().getName())))
          .as("nothing that is shown or searched depends on hash order");

  private static DescribedPredicate<JavaClass> named(Set<String> names) {
    return DescribedPredicate.describe("one of " + names, c -> names.contains(c.getName()));
  }

  private static DescribedPredicate<JavaMethodCall> target(String owner, String... methods) {
    return DescribedPredicate.describe(
        owner + "." + String.join("/", methods),
        call ->
            call.getTargetOwner().getName().equals(owner)
                && Set.of(methods).contains(call.getTarget().getName()));
  }

  /** {@code lab.experiments.<area>.<room>} and everything below it. */
  private static final class Rooms implements SliceAssignment {
    @Override
    public SliceIdentifier getIdentifierOf(JavaClass type) {
      String[] parts = type.getPackageName().split("\\.");
      return parts.length >= 4 && parts[1].equals("experiments")
          ? SliceIdentifier.of(parts[2], parts[3])
          : SliceIdentifier.ignore();
    }

    @Override
    public String getDescription() {
      return "rooms";
    }
  }

  /** Each package under {@code root}, and {@code root} itself, apart. */
  private record Packages(String root) implements SliceAssignment {
    @Override
    public SliceIdentifier getIdentifierOf(JavaClass type) {
      String name = type.getPackageName();
      return name.equals(root) || name.startsWith(root + ".")
          ? SliceIdentifier.of(name)
          : SliceIdentifier.ignore();
    }

    @Override
    public String getDescription() {
      return "packages of " + root;
    }
  }
}
