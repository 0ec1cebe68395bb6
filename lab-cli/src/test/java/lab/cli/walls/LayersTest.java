package lab.cli.walls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import lab.cli.host.trespass.FactsThatRun;
import lab.cli.search.trespass.SearchThatDrives;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/** The command line keeps to its layers, and the wall stops who was made to climb it. */
@TestInstance(Lifecycle.PER_CLASS)
final class LayersTest {
  private final JavaClasses shipped =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("lab.cli");

  @Test
  void arrowsPointDown() {
    assertThat(shipped.contain("lab.cli.run.Session")).isTrue();
    Layers.ARROWS_POINT_DOWN.check(shipped);
  }

  @Test
  void everyPackageHasItsLayer() {
    assertThat(shipped.getPackage("lab.cli").getSubpackagesInTree())
        .extracting(JavaPackage::getName)
        .hasSizeGreaterThan(10)
        .allSatisfy(name -> assertThat(Layers.layer(name)).as(name).isNotNegative());
  }

  @Test
  void copiesOfMapsKeepTheirOrder() {
    Layers.ORDER_IS_KEPT.check(shipped);
    assertThatThrownBy(() ->
            Layers.ORDER_IS_KEPT.check(new ClassFileImporter().importClasses(FactsThatRun.class)))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("copyOf");
  }

  @Test
  void theWallStopsWhoLooksUp() {
    assertThatThrownBy(() ->
            Layers.ARROWS_POINT_DOWN.check(
                new ClassFileImporter().importClasses(FactsThatRun.class)))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("lab.cli.run");
  }

  @Test
  void theWallStopsWhoLooksBeside() {
    assertThatThrownBy(() ->
            Layers.ARROWS_POINT_DOWN.check(
                new ClassFileImporter().importClasses(SearchThatDrives.class)))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("lab.cli.drive");
  }
}
