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
          .resideInAnyPackage("lab.explore..", "lab.memorymodel..", "lab.stage..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("lab.experiments..", "lab.catalog..", "lab.room..")
          .as("engines know no room");

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
          .resideInAnyPackage("lab.experiments..", "lab.memorymodel..")
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
              "lab.stage..")
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
}
