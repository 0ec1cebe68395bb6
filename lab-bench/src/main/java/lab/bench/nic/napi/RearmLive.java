package lab.bench.nic.napi;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import lab.bench.harness.LiveAnswers;
import lab.concurrent.nic.DriverConfig;
import lab.concurrent.nic.Interrupts;
import lab.concurrent.nic.Napi;
import lab.concurrent.nic.NicConfig;
import lab.concurrent.nic.NicRig;
import lab.concurrent.nic.Wire;

/**
 * The shipped {@link Napi} on the software NIC: bursts that come back through the plug, and whether
 * each of them is polled without help.
 *
 * <p>Arguments: {@code --irq=edge|latched|clear-late --recheck=on|off --N=PACKETS --budget=N
 * --millis=N}. Counts {@code polled} bursts and {@code forgotten} ones: frames in the ring, nobody
 * scheduled, no interrupt.
 */
public final class RearmLive {
  private static final int FRAME = 60;
  private static final long PATIENCE_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

  private final int burst;
  private final NicRig rig;
  private final Napi napi;
  private long polled;
  private long forgotten;
  private int received;

  private RearmLive(int burst, NicRig rig, Napi napi) {
    this.burst = burst;
    this.rig = rig;
    this.napi = napi;
  }

  public static void main(String[] args) {
    LiveAnswers answers = LiveAnswers.start();
    long millis = LiveAnswers.millis(args, 2000);
    Interrupts mode =
        switch (LiveAnswers.setting(args, "irq", "edge").toLowerCase(Locale.ROOT)) {
          case "latched" -> Interrupts.LATCHED;
          case "clear-late" -> Interrupts.CLEARED_LATE;
          default -> Interrupts.EDGE;
        };
    boolean recheck = LiveAnswers.setting(args, "recheck", "off").equals("on");
    int burst = Integer.parseInt(LiveAnswers.setting(args, "N", "6"));
    int budget = Integer.parseInt(LiveAnswers.setting(args, "budget", "4"));
    try (Arena arena = Arena.ofConfined();
        NicRig rig =
            new NicRig(
                NicConfig.DEFAULT.withInterrupts(mode),
                DriverConfig.DEFAULT.withSlots(16, 16),
                null,
                Wire.loopback(),
                () -> {})) {
      RearmLive live = new RearmLive(burst, rig, new Napi(rig.driver(), budget, mode, recheck));
      live.run(arena.allocate(64, 8), millis);
      answers.outcome("polled", live.polled);
      answers.outcome("forgotten", live.forgotten);
    }
  }

  private void run(MemorySegment frame, long millis) {
    long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
    frame.set(
        ValueLayout.JAVA_LONG_UNALIGNED.withOrder(java.nio.ByteOrder.LITTLE_ENDIAN),
        0,
        rig.driver().mac());
    napi.start();
    rig.start();
    while (System.nanoTime() < deadline) {
      burst(frame);
    }
  }

  /** Sends a burst and polls until all of it is here. */
  private void burst(MemorySegment frame) {
    received = 0;
    int sent = 0;
    boolean lost = false;
    long progress = System.nanoTime();
    while (received < burst) {
      if (sent < burst && rig.send(frame, 0, FRAME)) {
        sent++;
      }
      if (napi.turn((buffer, offset, length, last) -> taken()) > 0) {
        progress = System.nanoTime();
      } else if (sent == burst && System.nanoTime() - progress > PATIENCE_NANOS) {
        lost |= rescue();
        progress = System.nanoTime();
      }
    }
    polled += lost ? 0 : 1;
    forgotten += lost ? 1 : 0;
  }

  private boolean taken() {
    received++;
    return true;
  }

  /** With the device at rest, so that a thread that only lost its CPU is not taken for an edge. */
  private boolean rescue() {
    rig.thread().stop();
    rig.step();
    boolean forgot =
        !napi.isScheduled() && !rig.driver().device().interrupt() && rig.driver().rx().isReady();
    if (forgot) {
      napi.interrupt();
    }
    rig.start();
    return forgot;
  }
}
