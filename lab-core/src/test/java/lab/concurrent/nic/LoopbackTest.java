package lab.concurrent.nic;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Device and driver on one thread, step by step. */
class LoopbackTest {

  @Test
  void aFrameGoesRound() {
    try (NicRig rig = NicRig.loopback()) {
      assertThat(rig.send(Frames.of(rig.driver().mac(), 7, 60), 0, 60)).isTrue();
      assertThat(received(rig)).isEmpty();
      assertThat(rig.step()).isEqualTo(1);
      assertThat(received(rig)).containsExactly(7L);
      assertThat(rig.driver().tx().reap()).isEqualTo(1);
      assertThat(rig.driver().tx().outstanding()).isZero();
      assertThat(rig.nic().count(NicCounter.TX_BYTES)).isEqualTo(60);
      assertThat(rig.iommu().faultCount()).isZero();
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {60, 61, 63, 64, 65, 127, 128, 1000, 1514, 1518})
  void everyLapAndLength(int length) {
    DriverConfig config = DriverConfig.DEFAULT.withSlots(8, 8);
    try (NicRig rig = NicRig.loopback(config)) {
      for (int lap = 0; lap < 30; lap++) {
        for (int i = 0; i < 7; i++) {
          int number = 7 * lap + i;
          assertThat(rig.send(Frames.of(rig.driver().mac(), number, length), 0, length)).isTrue();
        }
        assertThat(rig.send(Frames.of(rig.driver().mac(), 0, length), 0, length)).isFalse();
        rig.step();
        assertThat(received(rig))
            .containsExactly(
                7L * lap,
                7L * lap + 1,
                7L * lap + 2,
                7L * lap + 3,
                7L * lap + 4,
                7L * lap + 5,
                7L * lap + 6);
      }
    }
  }

  static List<Long> received(NicRig rig) {
    List<Long> numbers = new ArrayList<>();
    rig.driver()
        .rx()
        .poll(
            1000,
            (buffer, offset, length, last) -> {
              numbers.add(Frames.number(rig.driver().rx().memory(), offset, length));
              return true;
            });
    return numbers;
  }
}
