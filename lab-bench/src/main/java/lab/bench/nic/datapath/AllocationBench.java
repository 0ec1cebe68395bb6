package lab.bench.nic.datapath;

import java.util.concurrent.TimeUnit;
import lab.concurrent.nic.NicRig;
import lab.concurrent.nic.Wire;
import lab.concurrent.nic.datapath.Pipeline;
import lab.concurrent.nic.datapath.TestFrame;
import lab.concurrent.nic.datapath.Trace;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * Frames from the application through driver, software NIC, wire, software NIC and receiver to the
 * worker, all of it in one thread: for JMH's gc profiler, whose {@code gc.alloc.rate.norm} is the
 * bytes that were allocated for each frame.
 *
 * <p>What the harness allocates itself, a few kilobytes for each window, is counted with it: a data
 * path that allocates nothing shows hundredths of a byte, tenths on a busy machine, and never quite
 * none. Seen on a busy virtual machine with two Zen 5 CPUs: 0.24 as shipped, 1.19 and 16.16 with an
 * object for every 16 frames and for each.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@OperationsPerInvocation(AllocationBench.FRAMES)
public class AllocationBench {
  static final int FRAMES = 64;

  private static final Wiring WIRING = new Wiring(256, TestFrame.SHORTEST, 32, false, true, true);

  /**
   * After how many frames the broken twin makes an object of 16 bytes; 0: the data path as it
   * ships. With 16 it allocates one byte a frame: the yardstick.
   */
  @Param({"0", "16", "1"})
  public int objectEvery;

  private NicRig rig;
  private Pipeline pipeline;

  /** A worker that leaves an object behind, now and then. */
  private static final class Littering implements Trace {
    private final int every;

    @SuppressWarnings("unused") // keeps the compiler from leaving the object out
    private Object litter;

    Littering(int every) {
      this.every = every;
    }

    @Override
    public void at(int station, long frame) {
      if (station == CHECKED && frame % every == 0) {
        // An empty array has 16 bytes with and without compact object headers.
        litter = new byte[0];
      }
    }
  }

  @Setup
  public void plugIn() {
    rig = WIRING.rig(Wire.loopback());
    pipeline = WIRING.pipeline(rig, objectEvery == 0 ? Trace.NONE : new Littering(objectEvery));
  }

  @TearDown
  public void unplug() {
    rig.close();
    if (pipeline.tally().whole() != pipeline.written()) {
      throw new IllegalStateException(
          "of %d frames %d came whole".formatted(pipeline.written(), pipeline.tally().whole()));
    }
  }

  /** So many frames, until the worker has had the last of them. */
  @Benchmark
  public long frames() {
    long end = pipeline.written() + FRAMES;
    do {
      pipeline.application(end);
      pipeline.driver();
      rig.nic().poll(FRAMES);
      pipeline.receiver();
      pipeline.worker();
    } while (pipeline.delivered() < end);
    return end;
  }
}
