package lab.concurrent.nic;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Test;

/** Frames move without garbage: host and device on this thread, counted by the JVM itself. */
class NicAllocationTest {
  private static final int WARM_UP = 50_000;
  private static final int FRAMES = 50_000;

  @Test
  void noAllocationOnTheDataPath() {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    try (NicRig rig = NicRig.loopback()) {
      long[] got = new long[1];
      FrameHandler handler =
          (buffer, offset, length, last) -> {
            got[0]++;
            return true;
          };
      move(rig, handler, WARM_UP);
      long before = threads.getCurrentThreadAllocatedBytes();
      move(rig, handler, FRAMES);
      long bytes = threads.getCurrentThreadAllocatedBytes() - before;
      assertThat(got[0]).isEqualTo(WARM_UP + FRAMES);
      // Not none: the JVM links and compiles on, some of it on this thread.
      assertThat(bytes).as("bytes for %d frames", FRAMES).isLessThan(FRAMES);
    }
  }

  private static void move(NicRig rig, FrameHandler handler, int frames) {
    TxRing tx = rig.driver().tx();
    for (int done = 0; done < frames; done += 10) {
      if (tx.claim(10) != 10) {
        throw new AssertionError("ring full after " + done);
      }
      for (int i = 0; i < 10; i++) {
        tx.memory().set(Descriptors.LONG, tx.next(), rig.driver().mac());
        tx.post(60);
      }
      tx.ring();
      rig.nic().poll(64);
      rig.driver().rx().poll(64, handler);
    }
  }
}
