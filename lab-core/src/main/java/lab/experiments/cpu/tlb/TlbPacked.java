package lab.experiments.cpu.tlb;

import java.util.Optional;
import lab.cpu.tlb.PageTable;
import lab.cpu.tlb.Translations;
import lab.experiments.cpu.tlb.TlbState.Done;
import lab.experiments.cpu.tlb.TlbState.Frames;
import lab.experiments.cpu.tlb.TlbState.Last;
import lab.experiments.cpu.tlb.TlbState.Task;
import lab.explore.Interning;
import lab.explore.Machine;

/**
 * Two {@code long}s. By default 66,690 states are made of 176 TLBs, 15 pairs of tables and 17 last
 * accesses: such parts are kept once, and a state has their numbers. In the first {@code long} that
 * of the TLB, then 16 bits for each table; in the second that of the last access, then 4 bits each
 * for the three counts and the next frame, and 3 for who runs and what the kernel has done.
 */
final class TlbPacked implements Machine.Codec<TlbState> {
  private final Interning<Translations> tlbs = new Interning<>();
  private final Interning<PageTable> tables = new Interning<>();
  private final Interning<Optional<Last>> lasts = new Interning<>();

  @Override
  public int longs() {
    return 2;
  }

  @Override
  public void pack(TlbState s, long[] into, int at) {
    long a = tables.number(s.a());
    long b = tables.number(s.b());
    if (((a | b) >>> 16) != 0) {
      throw new IllegalStateException("a table's number has 16 bits (got " + Math.max(a, b) + ")");
    }
    Frames f = s.frames();
    Done d = s.done();
    long flags = s.running().space | (f.taken() ? 2 : 0) | (f.free() ? 4 : 0);
    long counts = d.ofA() | (d.ofB() << 4) | (d.hits() << 8) | (f.next() << 12);
    into[at] = tlbs.number(s.tlb()) | (a << 32) | (b << 48);
    into[at + 1] = lasts.number(s.last()) | (counts << 32) | (flags << 48);
  }

  @Override
  public TlbState unpack(long[] from, int at) {
    long parts = from[at];
    int rest = (int) (from[at + 1] >>> 32);
    int flags = rest >>> 16;
    return new TlbState(
        tlbs.of((int) parts),
        tables.of((int) (parts >>> 32) & 0xffff),
        tables.of((int) (parts >>> 48)),
        Task.of(flags & 1),
        new Frames((rest >> 12) & 0xf, (flags & 2) != 0, (flags & 4) != 0),
        new Done(rest & 0xf, (rest >> 4) & 0xf, (rest >> 8) & 0xf),
        lasts.of((int) from[at + 1]));
  }
}
