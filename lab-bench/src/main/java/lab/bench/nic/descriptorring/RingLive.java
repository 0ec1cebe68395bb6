package lab.bench.nic.descriptorring;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.concurrent.TimeUnit;
import lab.bench.harness.LiveAnswers;
import lab.concurrent.nic.DriverConfig;
import lab.concurrent.nic.NicRig;

/**
 * Frames through the transmit ring, the software NIC's thread, a plug that sends them back, and the
 * receive ring; what came of each is counted.
 *
 * <p>Arguments: {@code whole} (as shipped), {@code no-barrier}, {@code no-rs} or {@code no-refill};
 * then {@code --millis=N}. The first two count frames ({@code whole lost torn repeated}), the
 * others rings that stop ({@code stuck}) or do not ({@code reaped}).
 */
public final class RingLive {
  private static final int FRAME = 60;
  private static final int IN_FLIGHT = 32;
  private static final int SLOTS = 64;
  private static final long PATIENCE_NANOS = TimeUnit.MILLISECONDS.toNanos(100);
  private static final int MOST_RINGS = 50;
  private static final ValueLayout.OfLong WORD =
      ValueLayout.JAVA_LONG_UNALIGNED.withOrder(java.nio.ByteOrder.LITTLE_ENDIAN);

  private long whole;
  private long lost;
  private long torn;
  private long repeated;
  private long expected;

  private RingLive() {}

  public static void main(String[] args) {
    LiveAnswers answers = LiveAnswers.start();
    long millis = LiveAnswers.millis(args, 2000);
    String what = args.length == 0 ? "" : args[0];
    DriverConfig config = DriverConfig.DEFAULT.withSlots(SLOTS, SLOTS);
    switch (what) {
      case "whole" -> new RingLive().frames(answers, config, millis);
      case "no-barrier" -> new RingLive().frames(answers, config.withBarrier(false), millis);
      case "no-rs" -> rings(answers, config.withReportEvery(0), millis, true);
      case "no-refill" -> rings(answers, config.withRefill(false), millis, false);
      default ->
          throw new IllegalArgumentException(
              "whole, no-barrier, no-rs or no-refill (got " + what + ")");
    }
  }

  void frames(LiveAnswers answers, DriverConfig config, long millis) {
    long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
    try (Arena arena = Arena.ofConfined();
        NicRig rig = NicRig.loopback(config).start()) {
      MemorySegment frame = arena.allocate(64, 8);
      long sent = 0;
      long progress = System.nanoTime();
      for (long now = progress; now < deadline; now = System.nanoTime()) {
        while (sent - expected < IN_FLIGHT && send(rig, frame, sent)) {
          sent++;
        }
        if (receive(rig) > 0) {
          progress = now;
        } else if (now - progress > PATIENCE_NANOS && sent > expected) {
          // The device may only have lost its CPU: it works off what it has, then we look again.
          rig.thread().stop();
          rig.step();
          receive(rig);
          lost += sent - expected;
          expected = sent;
          rig.start();
          progress = System.nanoTime();
        }
      }
      rig.thread().stop();
      rig.step();
      receive(rig);
      lost += sent - expected;
    }
    answers.outcome("whole", whole);
    answers.outcome("lost", lost);
    answers.outcome("torn", torn);
    answers.outcome("repeated", repeated);
  }

  private static boolean send(NicRig rig, MemorySegment frame, long number) {
    frame.set(WORD, 0, rig.driver().mac());
    for (int at = Long.BYTES; at < FRAME + 4; at += Long.BYTES) {
      frame.set(WORD, at, number * at);
    }
    return rig.send(frame, 0, FRAME);
  }

  private int receive(NicRig rig) {
    MemorySegment memory = rig.driver().rx().memory();
    return rig.driver()
        .rx()
        .poll(
            SLOTS,
            (buffer, offset, length, last) -> {
              arrived(memory, offset);
              return true;
            });
  }

  /** A frame's number times 8 is in its second word; the words after it must fit that. */
  private void arrived(MemorySegment memory, long offset) {
    long number = memory.get(WORD, offset + Long.BYTES) / Long.BYTES;
    for (int at = Long.BYTES; at < FRAME - Long.BYTES; at += Long.BYTES) {
      if (memory.get(WORD, offset + at) != number * at) {
        torn++;
        return;
      }
    }
    if (number < expected) {
      repeated++;
      return;
    }
    lost += number - expected;
    expected = number + 1;
    whole++;
  }

  /** Fresh rings until time is up, each used until it stops or has gone round. */
  private static void rings(
      LiveAnswers answers, DriverConfig config, long millis, boolean transmit) {
    long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
    long stuck = 0;
    long reaped = 0;
    for (int i = 0; i < MOST_RINGS && System.nanoTime() < deadline; i++) {
      RingLive ring = new RingLive();
      if (transmit ? ring.stopsSending(config) : ring.stopsReceiving(config)) {
        stuck++;
      } else {
        reaped++;
      }
      answers.outcome("stuck", stuck);
      answers.outcome("reaped", reaped);
    }
  }

  /** All slots posted, all frames gone, and none is ever known to be done. */
  private boolean stopsSending(DriverConfig config) {
    try (Arena arena = Arena.ofConfined();
        NicRig rig = NicRig.loopback(config)) {
      MemorySegment frame = arena.allocate(64, 8);
      long sent = 0;
      while (sent < 2 * SLOTS && send(rig, frame, sent)) {
        sent++;
        rig.step();
        receive(rig);
      }
      return sent < 2 * SLOTS && whole == sent;
    }
  }

  /** As many frames as there were buffers come in, and no more. */
  private boolean stopsReceiving(DriverConfig config) {
    try (Arena arena = Arena.ofConfined();
        NicRig rig = NicRig.loopback(config)) {
      MemorySegment frame = arena.allocate(64, 8);
      for (long i = 0; i < 2 * SLOTS && send(rig, frame, i); i++) {
        rig.step();
        receive(rig);
      }
      return whole < 2 * SLOTS;
    }
  }
}
