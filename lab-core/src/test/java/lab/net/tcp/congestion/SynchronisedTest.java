package lab.net.tcp.congestion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import lab.input.BadInput;
import lab.net.tcp.congestion.Synchronised.Windows;
import org.junit.jupiter.api.Test;

/** Two flows, from every pair of windows. */
class SynchronisedTest {
  private static final int CAPACITY = 40;

  /** Whether the flows become fair, and stay so for as long again. */
  private static boolean converges(Synchronised flows, Windows from) {
    Windows w = from;
    boolean fair = false;
    for (int i = 0; i < 2_000; i++) {
      w = flows.next(w);
      fair = i < 1_000 ? w.fair() : fair && w.fair();
    }
    return fair;
  }

  @Test
  void additiveIncreaseMultiplicativeDecreaseIsFairInTheEnd() {
    for (Algorithm algorithm : Algorithm.values()) {
      Synchronised flows = new Synchronised(algorithm, Fault.NONE, CAPACITY);
      for (int a = 2; a <= CAPACITY; a++) {
        for (int b = 2; b <= CAPACITY; b++) {
          assertThat(converges(flows, new Windows(a, b))).as("%s %s %s", algorithm, a, b).isTrue();
        }
      }
    }
  }

  /** Additive decrease keeps the difference, but for the floor of two segments. */
  @Test
  void additiveDecreaseNeverIs() {
    Synchronised flows = new Synchronised(Algorithm.RENO, Fault.MINUS_ONE, CAPACITY);
    for (int a = 2; a <= CAPACITY; a++) {
      for (int b = 2; b <= CAPACITY; b++) {
        Windows w = new Windows(a, b);
        boolean floor = false;
        for (int i = 0; i < 500; i++) {
          floor |= flows.overflows(w) && Math.min(w.first(), w.second()) <= 2;
          w = flows.next(w);
        }
        if (!floor) {
          assertThat(w.first() - w.second()).isEqualTo(a - b);
        }
      }
    }
  }

  @Test
  void multiplicativeIncreaseLetsTheLargerOneLead() {
    Synchronised flows = new Synchronised(Algorithm.RENO, Fault.MULTIPLICATIVE_INCREASE, 400);
    assertThat(converges(flows, new Windows(100, 20))).isFalse();
  }

  @Test
  void aPathHoldsSomething() {
    assertThatThrownBy(() -> new Synchronised(Algorithm.RENO, Fault.NONE, 3))
        .isInstanceOf(BadInput.class)
        .hasMessageContaining("got capacity 3");
  }
}
