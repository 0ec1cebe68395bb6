package lab.cli.walls;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The layers of lab-cli (DESIGN, section 2): a package uses those below it, and none beside it. */
final class Layers {
  private Layers() {}

  private static final String ROOT = "lab.cli";

  /** From the ground up. */
  static final List<Set<String>> FROM_THE_GROUND =
      List.of(
          Set.of("command"),
          Set.of("host"),
          Set.of("answer"),
          Set.of("render", "judge"),
          Set.of("ask"),
          Set.of("results"),
          Set.of("orderings"),
          Set.of("show", "search", "drive", "run", "check", "litmus", "doctor"),
          Set.of("report", "page"),
          Set.of(""));

  static final ArchRule ARROWS_POINT_DOWN =
      ArchRuleDefinition.classes()
          .that(
              DescribedPredicate.describe(
                  "are of the command line", c -> isOurs(c.getPackageName())))
          .should(onlyUseLowerLayers())
          .as("in lab-cli an arrow points down");

  static final ArchRule ORDER_IS_KEPT =
      ArchRuleDefinition.noClasses()
          .that(
              DescribedPredicate.describe(
                  "are of the command line", c -> isOurs(c.getPackageName())))
          .should()
          .callMethod(Map.class, "copyOf", Map.class)
          .as("copies of maps keep their order: equal runs give equal bytes");

  private static boolean isOurs(String name) {
    return name.equals(ROOT) || name.startsWith(ROOT + ".");
  }

  /** {@code run} of {@code lab.cli.run}, and of what lies in packages below it. */
  private static String part(String name) {
    String rest = name.equals(ROOT) ? "" : name.substring(ROOT.length() + 1);
    return rest.contains(".") ? rest.substring(0, rest.indexOf('.')) : rest;
  }

  /** The layer of a package, 0 being the ground; -1 for one that nobody has given a place. */
  static int layer(String name) {
    for (int i = 0; i < FROM_THE_GROUND.size(); i++) {
      if (FROM_THE_GROUND.get(i).contains(part(name))) {
        return i;
      }
    }
    return -1;
  }

  private static ArchCondition<JavaClass> onlyUseLowerLayers() {
    return new ArchCondition<>("only use packages of lower layers") {
      @Override
      public void check(JavaClass one, ConditionEvents events) {
        int mine = layer(one.getPackageName());
        if (mine < 0) {
          events.add(
              SimpleConditionEvent.violated(one, one.getPackageName() + " belongs to no layer"));
        }
        one.getDirectDependenciesFromSelf().stream()
            .filter(d -> isOurs(d.getTargetClass().getPackageName()))
            .filter(
                d -> !part(d.getTargetClass().getPackageName()).equals(part(one.getPackageName())))
            .filter(d -> layer(d.getTargetClass().getPackageName()) >= mine)
            .forEach(d -> events.add(SimpleConditionEvent.violated(d, d.getDescription())));
      }
    };
  }
}
