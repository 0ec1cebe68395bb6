package lab.concurrent.nic.datapath;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.foreign.MemorySegment;
import java.util.concurrent.TimeUnit;
import lab.concurrent.nic.DriverConfig;
import lab.concurrent.nic.NicCounter;
import lab.concurrent.nic.NicRig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PipelineTest {
  private static final DriverConfig SMALL =
      DriverConfig.DEFAULT.withSlots(16, 16).withExtraBuffers(16);

  @ParameterizedTest
  @CsvSource({"60, 1, false", "60, 32, false", "61, 7, true", "1514, 4, true", "1507, 1, false"})
  void everyFrameArrivesOnceWholeAndInOrder(int bytes, int batch, boolean interrupt) {
    try (NicRig rig = NicRig.loopback(SMALL)) {
      Pipeline pipeline = new Pipeline(rig, 16, bytes, batch, interrupt, Trace.NONE);
      int frames = 5_000;
      int turns = 0;
      while (pipeline.delivered() < frames && turns++ < 10 * frames) {
        pipeline.turn(frames);
        // No more than the receive ring has room for: nothing may be dropped here.
        rig.nic().poll(4);
      }
      Tally tally = pipeline.tally();
      assertThat(tally.whole()).isEqualTo(frames);
      assertThat(tally.all()).isEqualTo(frames);
      assertThat(tally.absent(frames)).isZero();
      assertThat(pipeline.posted()).isEqualTo(frames);
      if (interrupt) {
        assertThat(pipeline.interrupts()).isBetween(1L, (long) frames);
      }
    }
  }

  @Test
  @Timeout(60)
  void withTheDeviceOnAThreadOfItsOwnTheSameHolds() {
    try (NicRig rig = NicRig.loopback(DriverConfig.DEFAULT.withExtraBuffers(256)).start()) {
      Pipeline pipeline = new Pipeline(rig, 256, 60, 16, false, Trace.NONE);
      long frames = 200_000;
      long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(50);
      while (pipeline.delivered() + missed(rig) < frames && System.nanoTime() < deadline) {
        pipeline.turn(frames);
      }
      assertThat(pipeline.tally().torn()).isZero();
      assertThat(pipeline.tally().repeated()).isZero();
      assertThat(pipeline.tally().reordered()).isZero();
      assertThat(pipeline.tally().absent(frames)).isEqualTo(missed(rig));
      assertThat(rig.thread().failure()).isEmpty();
    }
  }

  /** The other side of the same coin: a receiver that sleeps loses frames, and all are counted. */
  @Test
  void whatARingHasNoRoomForIsCountedAndNothingElseIsLost() {
    try (NicRig rig = NicRig.loopback(SMALL)) {
      Pipeline pipeline = new Pipeline(rig, 16, 60, 8, false, Trace.NONE);
      int frames = 1_000;
      while (pipeline.posted() < frames) {
        pipeline.application(frames);
        pipeline.driver();
        rig.step();
      }
      while (pipeline.receiver() + pipeline.worker() > 0) {
        rig.step();
      }
      assertThat(missed(rig)).isPositive();
      assertThat(pipeline.tally().all() + missed(rig)).isEqualTo(frames);
      assertThat(pipeline.tally().absent(frames)).isEqualTo(missed(rig));
    }
  }

  /** The tally would be worth nothing if it could not tell these apart. */
  @Test
  void theTallyTellsLostRepeatedAndReorderedApart() {
    Tally tally = new Tally();
    for (long s : new long[] {0, 1, 4, 3, 3, 0, TestFrame.TORN, 5}) {
      tally.frame(s);
    }
    assertThat(tally.whole()).isEqualTo(4);
    assertThat(tally.reordered()).isEqualTo(1);
    assertThat(tally.repeated()).isEqualTo(2);
    assertThat(tally.torn()).isEqualTo(1);
    assertThat(tally.absent(6)).isEqualTo(1);
    assertThat(tally.absent(10)).isEqualTo(5);
  }

  @Test
  void aFrameWithOneOtherWordIsTorn() {
    for (int bytes : new int[] {60, 64, 100, 1514}) {
      long[] words = new long[TestFrame.words(bytes)];
      TestFrame.write(words, 0, bytes, 0x5634_1200_5452L, 77);
      MemorySegment frame = MemorySegment.ofArray(words);
      assertThat(TestFrame.sequence(frame, 0, bytes)).isEqualTo(77);
      long[] other = new long[words.length];
      TestFrame.write(other, 0, bytes, 0x5634_1200_5452L, 78);
      for (int i = 0; i < bytes / Long.BYTES; i++) {
        if (words[i] != other[i]) {
          long kept = words[i];
          words[i] = other[i];
          assertThat(TestFrame.sequence(frame, 0, bytes)).isEqualTo(TestFrame.TORN);
          words[i] = kept;
        }
      }
    }
  }

  @Test
  void aStationHearsOfEveryFrameInOrder() {
    try (NicRig rig = NicRig.loopback(SMALL)) {
      long[] heard = new long[5];
      Pipeline pipeline =
          new Pipeline(
              rig,
              16,
              60,
              4,
              false,
              (station, sequence) -> {
                assertThat(sequence).isEqualTo(heard[station]++);
              });
      while (pipeline.delivered() < 100) {
        pipeline.turn(100);
        rig.nic().poll(4);
      }
      assertThat(heard).containsExactly(100, 100, 0, 100, 100);
    }
  }

  @Test
  void outOfRangeIsRefused() {
    try (NicRig rig = NicRig.loopback(SMALL)) {
      assertThatThrownBy(() -> new Pipeline(rig, 16, 59, 1, false, Trace.NONE))
          .hasMessage("frameBytes is 60..1514: frameBytes=59");
      assertThatThrownBy(() -> new Pipeline(rig, 16, 60, 65, false, Trace.NONE))
          .hasMessage("batch is 1..64: batch=65");
    }
  }

  private static long missed(NicRig rig) {
    return rig.nic().count(NicCounter.RX_MISSED);
  }
}
