package lab.concurrent.reclaim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import java.lang.foreign.Arena;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import lab.host.Membarrier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class EpochDomainTest {
  private static final Duration SHORT = Duration.ofMillis(5);

  private final Arena arena = Arena.ofShared();
  private final Slab slab = new Slab(arena, 100, 1);

  @AfterEach
  void close() {
    arena.close();
  }

  @ParameterizedTest
  @EnumSource(PinFence.class)
  void nothingIsFreedWhileAReaderThatCouldSeeItIsPinned(PinFence fence) {
    EpochDomain domain = new EpochDomain(slab, 2, 8, fence);
    EpochReader early = domain.reader();
    EpochReader late = domain.reader();
    early.pin();
    int block = slab.allocate();
    assertThat(domain.retire(block)).isTrue();
    assertThat(domain.poll()).isZero();
    late.pin();
    assertThat(domain.poll()).isZero();
    assertThat(word(block)).isEqualTo(Slab.POISON);
    assertThat(domain.held()).isEqualTo(1);
    early.unpin();
    // The late one pinned after the grace period had begun: it is not waited for.
    assertThat(domain.poll()).isEqualTo(1);
    assertThat(domain.held()).isZero();
    late.unpin();
  }

  @Test
  void anUnpinFollowedByAnotherPinIsNotMissed() {
    EpochDomain domain = new EpochDomain(slab, 1, 8, PinFence.READER);
    EpochReader reader = domain.reader();
    reader.pin();
    domain.retire(slab.allocate());
    assertThat(domain.poll()).isZero();
    reader.unpin();
    reader.pin();
    assertThat(domain.poll()).isEqualTo(1);
  }

  @ParameterizedTest
  @EnumSource(PinFence.class)
  void aReaderThatStallsBoundsWhatIsHeldAndRetireSaysSo(PinFence fence) {
    EpochDomain domain = new EpochDomain(slab, 1, 40, fence);
    EpochReader stalled = domain.reader();
    stalled.pin();
    int[] blocks = new int[41];
    for (int i = 0; i < 41; i++) {
      blocks[i] = slab.allocate();
      slab.segment().set(java.lang.foreign.ValueLayout.JAVA_LONG, slab.offset(blocks[i]), i);
      assertThat(domain.retire(blocks[i])).isEqualTo(i < 40);
    }
    assertThat(domain.defer(() -> {})).isFalse();
    assertThat(domain.held()).isEqualTo(40);
    for (int i = 0; i < 41; i++) {
      assertThat(word(blocks[i])).isEqualTo(i);
    }
    stalled.unpin();
    assertThat(domain.retire(blocks[40])).isTrue();
    domain.synchronize();
    assertThat(domain.held()).isZero();
    for (int i = 0; i < 41; i++) {
      assertThat(word(blocks[i])).isEqualTo(Slab.POISON);
    }
  }

  @Test
  void callbacksRunOnceInOrderAfterTheGracePeriod() {
    EpochDomain domain = new EpochDomain(slab, 1, 8, PinFence.READER);
    EpochReader reader = domain.reader();
    StringBuilder ran = new StringBuilder();
    reader.pin();
    domain.defer(() -> ran.append("first "));
    domain.defer(() -> {
      ran.append("second ");
      domain.defer(() -> ran.append("from within "));
    });
    domain.poll();
    assertThat(ran).isEmpty();
    reader.unpin();
    domain.synchronize();
    domain.synchronize();
    assertThat(ran).hasToString("first second from within ");
  }

  @Test
  void aCallbackThatThrowsIsDoneAndTheOthersStillRun() {
    EpochDomain domain = new EpochDomain(slab, 1, 8, PinFence.READER);
    AtomicInteger ran = new AtomicInteger();
    domain.defer(() -> {
      throw new IllegalStateException("thrown by the callback");
    });
    domain.defer(ran::incrementAndGet);
    assertThatIllegalStateException()
        .isThrownBy(domain::poll)
        .withMessage("thrown by the callback");
    domain.poll();
    assertThat(ran).hasValue(1);
    assertThat(domain.held()).isZero();
  }

  @Test
  void synchronizeWaitsEvenIfNothingWasRetired() throws Exception {
    EpochDomain domain = new EpochDomain(slab, 1, 8, PinFence.READER);
    EpochReader reader = domain.reader();
    reader.pin();
    try (ExecutorService other = Executors.newSingleThreadExecutor()) {
      assertThat(other.submit(() -> domain.synchronize(SHORT)).get()).isFalse();
      Future<?> waiting = other.submit(() -> domain.synchronize());
      Thread.sleep(5);
      assertThat(waiting.isDone()).isFalse();
      reader.unpin();
      waiting.get();
    }
  }

  @Test
  void misuseIsRefusedWithRuleAndValue() {
    EpochDomain domain = new EpochDomain(slab, 1, 8, PinFence.READER);
    EpochReader reader = domain.reader();
    assertThatIllegalStateException()
        .isThrownBy(domain::reader)
        .withMessage("all 1 readers are taken");
    assertThatIllegalStateException().isThrownBy(reader::unpin).withMessage("not pinned");
    reader.pin();
    assertThatIllegalStateException()
        .isThrownBy(reader::pin)
        .withMessage("pinned already: pins do not nest");
    assertThatIllegalStateException().isThrownBy(reader::close).withMessage("still pinned");
    assertThatIllegalStateException()
        .isThrownBy(domain::synchronize)
        .withMessage("a pinned reader of this thread would wait for itself");
    reader.unpin();
    reader.close();
    assertThat(domain.reader().isPinned()).isFalse();
    assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(() -> domain.retire(100));
    assertThatNullPointerException().isThrownBy(() -> domain.defer(null)).withMessage("callback");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new EpochDomain(slab, 0, 1, PinFence.READER))
        .withMessage("readers and held must be >= 1: readers=0, held=1");
  }

  @Test
  void whoPaysIsToldAndWhyNot() {
    EpochDomain asked = new EpochDomain(slab, 1, 1, PinFence.WRITER);
    assertThat(asked.fallback()).isEqualTo(Membarrier.missing());
    assertThat(asked.fence())
        .isEqualTo(Membarrier.missing().isEmpty() ? PinFence.WRITER : PinFence.READER);
    EpochDomain plain = new EpochDomain(slab, 1, 1, PinFence.READER);
    assertThat(plain.fence()).isEqualTo(PinFence.READER);
    assertThat(plain.fallback()).isEmpty();
  }

  private long word(int block) {
    return slab.segment().get(java.lang.foreign.ValueLayout.JAVA_LONG, slab.offset(block));
  }
}
