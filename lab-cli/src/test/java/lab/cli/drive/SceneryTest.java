package lab.cli.drive;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
import java.util.List;
import lab.room.Settings;
import org.junit.jupiter.api.Test;

/** What is drawn is drawn from the document: the page will have nothing else. */
final class SceneryTest {
  private static final List<Class<?>> DRAWERS =
      List.of(Scenery.class, StandingLines.class, ChoiceLines.class, Fitting.class);

  private static final ArchRule DRAWS_FROM_THE_DOCUMENT =
      ArchRuleDefinition.classes()
          .should()
          .onlyDependOnClassesThat(
              JavaClass.Predicates.resideInAnyPackage(
                      "java..", "lab.cli.answer..", "lab.cli.render..", "lab.stage..")
                  .or(
                      DescribedPredicate.describe(
                          "each other, or settings as words",
                          c ->
                              DRAWERS.stream().anyMatch(d -> c.getName().startsWith(d.getName()))
                                  || c.isEquivalentTo(Settings.class))));

  @Test
  void aFrameIsAllItNeeds() {
    DRAWS_FROM_THE_DOCUMENT.check(new ClassFileImporter().importClasses(DRAWERS));
  }

  @Test
  void whoKnowsTheMachineIsStopped() {
    assertThatThrownBy(() ->
            DRAWS_FROM_THE_DOCUMENT.check(new ClassFileImporter().importClasses(Frames.class)))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("Track");
  }
}
