package lab.concurrent.nic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class NapiTest {
  private static final FrameHandler DONE = (buffer, offset, length, last) -> true;

  private static NicRig rig(Interrupts mode) {
    return new NicRig(
        NicConfig.DEFAULT.withInterrupts(mode),
        DriverConfig.DEFAULT,
        Invalidation.STRICT,
        Wire.loopback(),
        () -> {});
  }

  private static void arrive(NicRig rig, int frames) {
    for (int i = 0; i < frames; i++) {
      rig.send(Frames.of(rig.driver().mac(), i, 60), 0, 60);
    }
    rig.step();
  }

  @ParameterizedTest
  @CsvSource({"6, 4", "1, 4", "63, 64", "64, 64", "65, 64", "128, 64"})
  void aBurstIsOneInterruptAndOnePollMoreThanItFillsBudgets(int burst, int budget) {
    try (NicRig rig = rig(Interrupts.LATCHED)) {
      Napi napi = new Napi(rig.driver(), budget, Interrupts.LATCHED, true);
      napi.start();
      assertThat(napi.turn(DONE)).isZero();
      arrive(rig, burst);
      int last = -1;
      int all = 0;
      do {
        last = napi.turn(DONE);
        all += last;
      } while (napi.isScheduled());
      assertThat(all).isEqualTo(burst);
      assertThat(last).isEqualTo(burst % budget);
      assertThat(napi.polls()).isEqualTo(burst / budget + 1);
      assertThat(napi.interrupts()).isEqualTo(1);
    }
  }

  /** A packet between the poll that found nothing and the unmasking: who still hears of it? */
  @ParameterizedTest
  @CsvSource({
    "EDGE, false, false", "LATCHED, false, true", "CLEARED_LATE, false, false",
    "EDGE, true, true", "LATCHED, true, true", "CLEARED_LATE, true, true"
  })
  void thePacketBeforeTheRearming(Interrupts mode, boolean recheck, boolean heard) {
    try (NicRig rig = rig(mode)) {
      Napi napi = new Napi(rig.driver(), 4, mode, recheck);
      napi.start();
      arrive(rig, 1);
      assertThat(rig.nic().interrupt()).isTrue();
      napi.interrupt();
      assertThat(rig.driver().rx().poll(4, DONE)).isEqualTo(1);
      arrive(rig, 1);
      napi.rearm();
      assertThat(napi.turn(DONE)).isEqualTo(heard ? 1 : 0);
      assertThat(rig.driver().rx().isReady()).isEqualTo(!heard);
      // Of both arrivals TXDW and TXQE, which nobody wants to hear of; of the second RXT0.
      assertThat(rig.nic().count(NicCounter.CAUSES_LOST))
          .isEqualTo(mode == Interrupts.EDGE ? 5 : 0);
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"LATCHED", "EDGE"})
  @Timeout(60)
  void aSleepingHostIsWokenForEveryPacket(Interrupts mode) throws InterruptedException {
    try (NicRig rig = rig(mode)) {
      rig.start();
      Napi napi = new Napi(rig.driver(), 4, mode, true);
      napi.start();
      int got = 0;
      for (int i = 0; i < 500; i++) {
        int burst = 1 + i % 5;
        for (int k = 0; k < burst; k++) {
          rig.send(Frames.of(rig.driver().mac(), i, 60), 0, 60);
        }
        int wanted = got + burst;
        while (got < wanted) {
          assertThat(napi.await(TimeUnit.SECONDS.toNanos(10)))
              .as("interrupt for packet %d", got)
              .isTrue();
          got += napi.turn(DONE);
        }
      }
      assertThat(napi.interrupts()).isLessThanOrEqualTo(got + napi.rechecks() + 500);
    }
  }

  @Test
  void waitingEndsWithTheTimeOrTheInterruption() throws InterruptedException {
    try (NicRig rig = rig(Interrupts.LATCHED)) {
      assertThat(rig.nic().awaitInterrupt(1_000_000)).isFalse();
      Thread.currentThread().interrupt();
      org.assertj.core.api.Assertions.assertThatThrownBy(
              () -> rig.nic().awaitInterrupt(TimeUnit.SECONDS.toNanos(10)))
          .isInstanceOf(InterruptedException.class);
      assertThatIllegalArgumentException()
          .isThrownBy(() -> new Napi(rig.driver(), 0, Interrupts.LATCHED, true))
          .withMessage("budget must be >= 1: budget=0");
    }
  }
}
