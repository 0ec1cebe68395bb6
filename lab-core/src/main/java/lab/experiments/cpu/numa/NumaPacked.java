package lab.experiments.cpu.numa;

import lab.experiments.cpu.numa.NumaMachine.Served;
import lab.experiments.cpu.numa.NumaMachine.State;
import lab.explore.Machine;

/** One {@code long}: 32 bits of homes, 8 of crossings, 2 of the worker, 3 times 4, and 3. */
enum NumaPacked implements Machine.Codec<State> {
  INSTANCE;

  @Override
  public int longs() {
    return 1;
  }

  @Override
  public void pack(State s, long[] into, int at) {
    long counts = s.served().local() | (s.served().one() << 4) | (s.served().two() << 8);
    long who = s.worker() | ((s.latest() + 1L) << 14);
    long rest = s.pages().crossed() | (who << 8) | (counts << 10);
    into[at] = (s.pages().homes() & 0xffff_ffffL) | (rest << 32);
  }

  @Override
  public State unpack(long[] from, int at) {
    int rest = (int) (from[at] >>> 32);
    return new State(
        new Pages((int) from[at], rest & 0xff),
        (rest >> 8) & 3,
        new Served((rest >> 10) & 0xf, (rest >> 14) & 0xf, (rest >> 18) & 0xf),
        ((rest >> 22) & 7) - 1);
  }
}
