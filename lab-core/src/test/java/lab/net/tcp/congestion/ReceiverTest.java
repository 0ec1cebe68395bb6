package lab.net.tcp.congestion;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a receiver answers. */
class ReceiverTest {

  private static List<Ack> acks(Acking acking, long... seqs) {
    List<Ack> all = new ArrayList<>();
    Receiver r = Receiver.START;
    for (long seq : seqs) {
      // A negative number is a marked segment.
      Receiver.Answer a = r.arrives(Math.abs(seq), seq < 0, acking);
      all.addAll(a.acks());
      r = a.after();
    }
    return all;
  }

  @Test
  void theNewestBlockComesFirst() {
    List<Ack> acks = acks(Acking.EACH, 0, 2, 6, 4, 5, 8, 10, 1);
    assertThat(acks.get(0)).isEqualTo(Ack.of(1));
    assertThat(acks.get(3).blocks())
        .containsExactly(new Block(4, 5), new Block(6, 7), new Block(2, 3));
    assertThat(acks.get(4).blocks()).containsExactly(new Block(4, 7), new Block(2, 3));
    // No more than three fit beside timestamps.
    assertThat(acks.get(6).blocks())
        .containsExactly(new Block(10, 11), new Block(8, 9), new Block(4, 7));
    assertThat(acks.get(7).next()).isEqualTo(3);
    assertThat(acks(Acking.EACH.withSack(false), 1, 2, 3)).containsOnly(Ack.of(0));
  }

  @Test
  void everySecondOneAtOnceWhereSomethingIsWrong() {
    assertThat(acks(Acking.DELAYED, 0, 1, 2, 3)).containsExactly(Ack.of(2), Ack.of(4));
    assertThat(acks(Acking.DELAYED, 0)).isEmpty();
    Receiver waits = Receiver.START.arrives(0, false, Acking.DELAYED).after();
    assertThat(waits.delayed(Acking.DELAYED).acks()).containsExactly(Ack.of(1));
    // A hole, what fills it, and what comes twice are answered at once.
    assertThat(acks(Acking.DELAYED, 1, 0, 0)).hasSize(3);
    assertThat(acks(Acking.DELAYED, 1, 0, 0).get(2).twice()).isTrue();
    assertThat(acks(Acking.DELAYED, 2, 2).get(1).twice()).isTrue();
  }

  /** RFC 8257, 3.2: the echo says of each segment whether it was marked. */
  @Test
  void marksAreEchoedExactly() {
    List<Ack> acks = acks(Acking.DELAYED, 0, -1, -2, 3, 4);
    assertThat(acks)
        .containsExactly(
            new Ack(1, List.of(), false, false),
            new Ack(3, List.of(), true, false),
            new Ack(5, List.of(), false, false));
    assertThat(acks(Acking.EACH, 0, -1, 2))
        .extracting(Ack::marked)
        .containsExactly(false, true, false);
  }
}
