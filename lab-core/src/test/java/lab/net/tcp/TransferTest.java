package lab.net.tcp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/**
 * Two ends over a network that loses, repeats and reorders at random, with real sequence numbers:
 * every octet arrives once, and both ends end.
 */
class TransferTest {
  private static final int RUNS = 1_000;

  /** One run: who sends how much, and everything that was ever in flight. */
  private static final class Run {
    final Tcp tcp;
    final SplittableRandom random;
    final Connection[] ends = {Connection.CLOSED, Connection.CLOSED};
    final long[] toSend = new long[2];
    final long[] wanted = new long[2];
    final long[] got = new long[2];
    final List<List<Segment>> net = List.of(new ArrayList<>(), new ArrayList<>());
    final List<String> log = new ArrayList<>();
    final long[] iss;

    Run(Tcp tcp, long seed, long shift) {
      this.tcp = tcp;
      random = new SplittableRandom(seed);
      iss = new long[] {random.nextLong(1L << 32), random.nextLong(1L << 32)};
      for (int end = 0; end < 2; end++) {
        iss[end] = tcp.space().add(iss[end], shift);
        wanted[end] = random.nextLong(40);
        toSend[end] = wanted[end];
      }
    }

    void on(int end, Event event) {
      long unread = ends[end].rcv().unread();
      Reaction r = tcp.on(ends[end], event);
      ends[end] = r.after();
      if (r.told().contains(Notice.DATA)) {
        got[end] += r.after().rcv().unread() - unread;
      }
      for (Segment s : r.sent()) {
        log.add(end + relative(s, end));
        net.get(1 - end).add(s);
      }
    }

    /** A segment as seen from the initial numbers, so that runs can be compared. */
    private String relative(Segment s, int end) {
      return Segment.data(
                  tcp.space().add(s.seq(), -iss[end]),
                  s.hasAck() ? tcp.space().add(s.ack(), -iss[1 - end]) : 0,
                  s.data(),
                  s.window())
              .label()
          + s.control();
    }

    void play() {
      on(1, new Event.PassiveOpen(iss[1]));
      on(0, new Event.ActiveOpen(iss[0]));
      for (int i = 0; i < 20_000 && !done(); i++) {
        int end = random.nextInt(2);
        switch (random.nextInt(6)) {
          case 0 -> user(end);
          case 1 -> timer(end);
          default -> network(end);
        }
      }
    }

    private void user(int end) {
      State state = ends[end].state();
      if (state != State.ESTABLISHED && state != State.CLOSE_WAIT) {
        on(end, new Event.Receive());
      } else if (toSend[end] > 0) {
        long n = 1 + random.nextLong(toSend[end]);
        toSend[end] -= n;
        on(end, new Event.Send(n));
      } else if (random.nextBoolean()) {
        on(end, new Event.Receive());
      } else {
        on(end, new Event.Close());
      }
    }

    private void timer(int end) {
      for (Event timer : tcp.timers(ends[end])) {
        boolean patient = timer instanceof Event.UserTimeout;
        boolean early = timer instanceof Event.TimeWaitTimeout && !quiet();
        if (!patient && !early) {
          on(end, timer);
        }
      }
    }

    /** Whether twice the longest life of a segment may be over: the peer is no longer waiting. */
    private boolean quiet() {
      boolean empty = net.get(0).isEmpty() && net.get(1).isEmpty();
      return (empty && ends[0].is(ends[1].state()))
          || ends[0].is(State.CLOSED)
          || ends[1].is(State.CLOSED);
    }

    private void network(int end) {
      List<Segment> queue = net.get(end);
      if (!queue.isEmpty()) {
        int at = random.nextInt(queue.size());
        int fate = random.nextInt(10);
        Segment s = fate == 0 ? queue.get(at) : queue.remove(at);
        if (fate != 1 && !ends[end].is(State.CLOSED)) {
          on(end, new Event.Arrives(s));
        }
      }
    }

    private boolean done() {
      return ends[0].is(State.CLOSED) && ends[1].is(State.CLOSED);
    }
  }

  private static Run run(long seed, long shift) {
    Tcp tcp = new Tcp(SequenceSpace.REAL, 9, 4, false, 64_000, Stack.RFC_9293, Fault.NONE);
    Run run = new Run(tcp, seed, shift);
    run.play();
    return run;
  }

  @Test
  void everyOctetArrivesOnce() {
    for (int seed = 0; seed < RUNS; seed++) {
      Run run = run(seed, 0);
      assertThat(run.done()).as("seed %s: %s %s", seed, run.ends[0], run.ends[1]).isTrue();
      assertThat(run.got[1]).as("seed %s", seed).isEqualTo(run.wanted[0]);
      assertThat(run.got[0]).as("seed %s", seed).isEqualTo(run.wanted[1]);
    }
  }

  /** Only differences of sequence numbers matter, also where they wrap. */
  @Test
  void numbersMayBeginAnywhere() {
    for (int seed = 0; seed < 100; seed++) {
      List<String> log = run(seed, 0).log;
      long toTheEnd = (1L << 32) - run(seed, 0).iss[0] - 3;
      assertThat(run(seed, toTheEnd).log).isEqualTo(log);
      assertThat(run(seed, 1L << 31).log).isEqualTo(log);
    }
  }
}
