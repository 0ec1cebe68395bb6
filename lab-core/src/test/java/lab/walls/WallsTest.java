package lab.walls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Map;
import java.util.stream.Stream;
import lab.concurrent.trespass.RealCodeWithAModel;
import lab.cpu.trespass.MechanismWithAStage;
import lab.experiments.trespass.first.RoomWithAClock;
import lab.experiments.trespass.fourth.PictureThatFormats;
import lab.experiments.trespass.second.RoomInARoom;
import lab.experiments.trespass.third.RoomWithTheCatalog;
import lab.explore.trespass.ExplorerWithAnExperiment;
import lab.explore.trespass.SequentialExplorerWithAThread;
import lab.memorymodel.messages.trespass.MemoryWithAnInstruction;
import lab.memorymodel.trespass.There;
import lab.net.frame.trespass.FrameWithAStage;
import lab.net.tcp.trespass.ConnectionWithAFrame;
import lab.room.trespass.DeclarationWithARoom;
import lab.stage.trespass.StageWithAFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The code keeps to the walls, and each wall stops the trespasser that was made to climb it. */
@TestInstance(Lifecycle.PER_CLASS)
final class WallsTest {
  private final JavaClasses shipped =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("lab");

  private static final Map<ArchRule, Class<?>> TRESPASSERS =
      Map.ofEntries(
          Map.entry(Walls.EXPLORE_KNOWS_NO_EXPERIMENT, ExplorerWithAnExperiment.class),
          Map.entry(
              Walls.THE_SEQUENTIAL_EXPLORER_RUNS_ANYWHERE, SequentialExplorerWithAThread.class),
          Map.entry(Walls.STAGE_IS_DATA, StageWithAFile.class),
          Map.entry(Walls.MEMORY_KNOWS_NO_INSTRUCTION, MemoryWithAnInstruction.class),
          Map.entry(Walls.MODELS_HAVE_NO_CYCLE, There.class),
          Map.entry(Walls.REAL_CODE_KNOWS_NO_MODEL, RealCodeWithAModel.class),
          Map.entry(Walls.ENGINES_KNOW_NO_ROOM, ExplorerWithAnExperiment.class),
          Map.entry(Walls.MECHANISMS_KNOW_NO_MACHINE, MechanismWithAStage.class),
          Map.entry(Walls.NETWORKS_KNOW_NO_HOST, FrameWithAStage.class),
          Map.entry(Walls.FRAMES_KNOW_NO_MACHINE_AND_NO_FILE, FrameWithAStage.class),
          Map.entry(Walls.CONNECTIONS_KNOW_NO_FRAME, ConnectionWithAFrame.class),
          Map.entry(Walls.DECLARATIONS_KNOW_NO_ROOM, DeclarationWithARoom.class),
          Map.entry(Walls.NOBODY_LOOKS_UP_TO_THE_CATALOGUE, RoomWithTheCatalog.class),
          Map.entry(Walls.NO_ROOM_IMPORTS_A_ROOM, RoomInARoom.class),
          Map.entry(Walls.MACHINES_HAVE_NO_CLOCK, RoomWithAClock.class),
          Map.entry(Walls.NOTHING_DEPENDS_ON_HASH_ORDER, RoomWithAClock.class),
          Map.entry(Walls.ORDER_IS_KEPT, RoomWithTheCatalog.class),
          Map.entry(Walls.ROOMS_FORMAT_NO_NUMBER, RoomWithTheCatalog.class),
          Map.entry(Walls.WHAT_IS_DRIVEN_RUNS_IN_A_BROWSER, PictureThatFormats.class));

  static Stream<ArchRule> rules() {
    return TRESPASSERS.keySet().stream();
  }

  @Test
  void readsTheShippedClasses() {
    assertThat(shipped.contain("lab.explore.Explorer")).isTrue();
    assertThat(shipped.contain(RoomInARoom.class)).isFalse();
  }

  @ParameterizedTest
  @MethodSource("rules")
  void theCodeKeepsToTheWall(ArchRule rule) {
    rule.allowEmptyShould(true).check(shipped);
  }

  @Test
  void coreMeasuresNothing() {
    Walls.CORE_MEASURES_NOTHING.check(shipped);
  }

  @ParameterizedTest
  @MethodSource("rules")
  void theWallStopsItsTrespasser(ArchRule rule) {
    JavaClasses trespasser =
        new ClassFileImporter().importPackagesOf(TRESPASSERS.get(rule), RoomWithAClock.class);
    assertThatThrownBy(() -> rule.check(trespasser))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("trespass");
  }
}
