package lab.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import lab.explore.Agreement;
import lab.explore.Exploration;
import lab.explore.Machine;
import lab.room.Room;
import lab.room.Settings;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Of every room's two presets both explorers say the same, with one thread and with several. */
class ExplorersAgreeOnRoomsTest {
  /** More than most presets have; of the others this many are searched, by both. */
  private static final long MOST_STATES = 20_000;

  @TestFactory
  Stream<DynamicTest> theSameIsSaid() {
    List<DynamicTest> tests = new ArrayList<>();
    for (Room room : Catalog.lab().rooms()) {
      tests.add(test(room, "default", room.controls().defaults()));
      tests.add(test(room, "fixed", room.fixed()));
    }
    return tests.stream();
  }

  private static DynamicTest test(Room room, String preset, Settings settings) {
    return DynamicTest.dynamicTest(
        room.address() + " " + preset,
        () -> assertThat(agree(room.scene(settings).machine()).states()).isGreaterThan(1));
  }

  private static <S> Exploration agree(Machine<S> machine) {
    return Agreement.of(machine, machine.start(), MOST_STATES, 1, 2, 4);
  }
}
