package lab.bench.nic.datapath;

import java.util.List;
import java.util.concurrent.TimeUnit;
import lab.bench.harness.LiveAnswers;
import lab.concurrent.nic.DriverConfig;
import lab.concurrent.nic.FrameReceiver;
import lab.concurrent.nic.Invalidation;
import lab.concurrent.nic.NicConfig;
import lab.concurrent.nic.NicRig;
import lab.concurrent.nic.Wire;
import lab.concurrent.nic.datapath.Pipeline;
import lab.concurrent.nic.datapath.Trace;
import lab.host.Affinity;

/**
 * One way to set the datapath up, and a card and a pipeline that are set up so.
 *
 * @param slots of every ring
 * @param frameBytes without FCS
 */
record Wiring(
    int slots, int frameBytes, int batch, boolean interrupt, boolean iommu, boolean padded) {
  private static final int FCS_BYTES = 4;

  /** Asked before any thread is bound: a bound thread and its children may use one CPU only. */
  private static final List<Integer> ALLOWED = Affinity.allowed();

  /** As the room's controls have it. */
  static Wiring of(String[] arguments) {
    return new Wiring(
        Integer.parseInt(LiveAnswers.setting(arguments, "ring", "256")),
        Integer.parseInt(LiveAnswers.setting(arguments, "frame", "64")) - FCS_BYTES,
        Integer.parseInt(LiveAnswers.setting(arguments, "batch", "1")),
        LiveAnswers.setting(arguments, "rx", "poll").equals("interrupt"),
        LiveAnswers.setting(arguments, "iommu", "on").equals("on"),
        LiveAnswers.setting(arguments, "padding", "on").equals("on"));
  }

  /**
   * Both CPUs spin here, and the compiler has to work beside them: until then code is interpreted,
   * and a hundred times as slow. A short budget does not make this shorter.
   */
  static final long WARM_UP_NANOS = TimeUnit.MILLISECONDS.toNanos(1_500);

  Wiring withBatch(int n) {
    return new Wiring(slots, frameBytes, n, interrupt, iommu, padded);
  }

  Wiring withInterrupt(boolean on) {
    return new Wiring(slots, frameBytes, batch, on, iommu, padded);
  }

  Wiring withIommu(boolean on) {
    return new Wiring(slots, frameBytes, batch, interrupt, on, padded);
  }

  Wiring withPadding(boolean on) {
    return new Wiring(slots, frameBytes, batch, interrupt, iommu, on);
  }

  /** The card, its device on the second of the CPUs that this process may use. */
  NicRig rig(Wire wire) {
    return new NicRig(
        NicConfig.DEFAULT.withPadding(padded),
        DriverConfig.DEFAULT.withSlots(slots, slots).withExtraBuffers(slots),
        iommu ? Invalidation.STRICT : null,
        wire,
        () -> pin(1));
  }

  Pipeline pipeline(NicRig rig, Trace trace) {
    return new Pipeline(rig, slots, frameBytes, batch, interrupt, trace);
  }

  /** Binds the calling thread to the n-th allowed CPU, where there are so many. */
  static void pin(int n) {
    if (ALLOWED.size() > n) {
      Affinity.pin(ALLOWED.get(n));
    }
  }

  /** A plug that sends everything back and lets somebody hear of it. */
  static Wire tapped(Trace trace) {
    Wire plug = Wire.loopback();
    return new Wire() {
      @Override
      public boolean send(
          java.lang.foreign.MemorySegment memory,
          long offset,
          int length,
          boolean withFcs,
          FrameReceiver self) {
        trace.at(Trace.SENT, Stations.sequence(memory, offset));
        return plug.send(memory, offset, length, withFcs, self);
      }

      @Override
      public int receive(FrameReceiver receiver, int limit) {
        return plug.receive(receiver, limit);
      }
    };
  }
}
