package lab.memorymodel;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ModesTest {
  @Test
  void asShippedEachAccessHasItsOwnMode() {
    Modes modes = Modes.SHIPPED;
    assertThat(modes.load(AccessMode.OPAQUE)).isEqualTo(AccessMode.OPAQUE);
    assertThat(modes.store(AccessMode.PLAIN)).isEqualTo(AccessMode.PLAIN);
    assertThat(modes.readModifyWrite(AccessMode.ACQUIRE)).isEqualTo(AccessMode.ACQUIRE);
    assertThat(modes.data()).isEqualTo(AccessMode.OPAQUE);
  }

  @Test
  void anotherWordIsForAllOfThem() {
    Modes modes = new Modes("plain");
    assertThat(modes.load(AccessMode.ACQUIRE)).isEqualTo(AccessMode.PLAIN);
    assertThat(modes.store(AccessMode.RELEASE)).isEqualTo(AccessMode.PLAIN);
    assertThat(modes.readModifyWrite(AccessMode.VOLATILE)).isEqualTo(AccessMode.PLAIN);
    assertThat(modes.data()).isEqualTo(AccessMode.PLAIN);
    assertThat(new Modes("volatile").load(AccessMode.OPAQUE)).isEqualTo(AccessMode.VOLATILE);
  }
}
