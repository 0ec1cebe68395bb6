package lab.net.tcp.congestion;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;

/** A sender with a history: what arrives, and what is seen then. */
final class Play {
  final Congestion congestion;
  Sender sender;
  long now;
  List<Long> sent = List.of();

  Play(Rules rules, long rttMillis) {
    congestion = new Congestion(rules);
    sender = congestion.start(rttMillis * 1_000);
  }

  private Play on(Event event) {
    Reaction reaction = congestion.on(sender, event);
    sender = reaction.after();
    sent = reaction.sent();
    return this;
  }

  Play supply(long segments) {
    return on(new Event.Supplied(now, segments));
  }

  /** An acknowledgement, after so many ms; blocks as pairs from, to. */
  Play ack(double millis, long next, long... blocks) {
    now += (long) (1_000 * millis);
    List<Block> list = new ArrayList<>();
    for (int i = 0; i < blocks.length; i += 2) {
      list.add(new Block(blocks[i], blocks[i + 1]));
    }
    return on(new Event.Acked(now, new Ack(next, list, false, false)));
  }

  Play echo(double millis, long next) {
    now += (long) (1_000 * millis);
    return on(new Event.Acked(now, new Ack(next, List.of(), true, false)));
  }

  /** The next timer, and after how many ms it ends. */
  Play timer(long fromMillis, long toMillis) {
    long wait = sender.timer().next() - now;
    assertThat(wait).isBetween(1_000 * fromMillis, 1_000 * toMillis);
    now += wait;
    return on(new Event.TimerEnded(now));
  }

  Play sends(long... segments) {
    assertThat(sent).containsExactly(LongStream.of(segments).boxed().toArray(Long[]::new));
    return this;
  }

  /** It sends from that segment on, so many. */
  Play sendsFrom(long first, int count) {
    assertThat(sent).hasSize(count);
    for (int i = 0; i < count; i++) {
      assertThat(sent.get(i)).isEqualTo(first + i);
    }
    return this;
  }

  Play shows(Phase phase, int cwnd) {
    assertThat(sender.phase()).isEqualTo(phase);
    assertThat(sender.window().cwnd()).isEqualTo(cwnd);
    return this;
  }

  Play cwnd(int segments) {
    assertThat(sender.window().cwnd()).isEqualTo(segments);
    return this;
  }

  Play ssthresh(int segments) {
    assertThat(sender.window().ssthresh()).isEqualTo(segments);
    return this;
  }

  Play lost(int segments) {
    int lost = 0;
    for (int i = 0; i < sender.board().size(); i++) {
      lost += sender.board().lost(i) ? 1 : 0;
    }
    assertThat(lost).isEqualTo(segments);
    return this;
  }
}
