package lab.experiments.cpu.numa;

import lab.experiments.cpu.numa.NumaMachine.Served;
import lab.experiments.cpu.numa.NumaMachine.State;
import lab.explore.Machine;

/** One {@code long}: 18 bits of homes, 18 of whence, 2 of the worker, 4 times 4, and 3. */
enum NumaPacked implements Machine.Codec<State> {
  INSTANCE;

  private static final int PAGES = Pages.BITS * Pages.MOST;
  private static final int PAGES_MASK = (1 << PAGES) - 1;

  @Override
  public int longs() {
    return 1;
  }

  @Override
  public void pack(State s, long[] into, int at) {
    Served served = s.served();
    long counts =
        served.local() | (served.one() << 4) | (served.two() << 8) | (served.three() << 12);
    long rest = s.worker() | (counts << 2) | ((s.latest() + 1L) << 18);
    into[at] = s.pages().homes() | ((long) s.pages().reached() << PAGES) | (rest << (2 * PAGES));
  }

  @Override
  public State unpack(long[] from, int at) {
    int rest = (int) (from[at] >>> (2 * PAGES));
    return new State(
        new Pages((int) from[at] & PAGES_MASK, (int) (from[at] >>> PAGES) & PAGES_MASK),
        rest & 3,
        new Served((rest >> 2) & 0xf, (rest >> 6) & 0xf, (rest >> 10) & 0xf, (rest >> 14) & 0xf),
        ((rest >> 18) & 7) - 1);
  }
}
