package lab.experiments.cpu.batching;

import lab.experiments.cpu.batching.BatchMachine.State;
import lab.explore.Machine;

/** Two {@code long}s of three fields of 20 bits. */
enum BatchPacked implements Machine.Codec<State> {
  INSTANCE;

  private static final int BITS = 20;
  private static final int FIELD = (1 << BITS) - 1;

  @Override
  public int longs() {
    return 2;
  }

  @Override
  public void pack(State s, long[] into, int at) {
    into[at] = word(s.arrived(), s.next(), s.waiting());
    into[at + 1] = word(s.age(), s.sending(), s.left());
  }

  private static long word(int a, int b, int c) {
    return a | ((long) b << BITS) | ((long) c << (2 * BITS));
  }

  private static int field(long word, int number) {
    return (int) (word >>> (number * BITS)) & FIELD;
  }

  @Override
  public State unpack(long[] from, int at) {
    long a = from[at];
    long b = from[at + 1];
    return new State(field(a, 0), field(a, 1), field(a, 2), field(b, 0), field(b, 1), field(b, 2));
  }
}
