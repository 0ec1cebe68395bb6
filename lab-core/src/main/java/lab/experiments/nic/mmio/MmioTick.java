package lab.experiments.nic.mmio;

import lab.experiments.nic.mmio.MmioState.Packet;
import lab.experiments.nic.mmio.MmioState.Phase;
import lab.experiments.nic.mmio.MmioState.Sender;
import lab.experiments.nic.mmio.MmioState.Writes;

/**
 * One tick of {@link MmioMachine}: packets come nearer, the reader reads, the sender does what its
 * phase says.
 */
record MmioTick(Setup setup) {
  private static final int LINE_STORES = 8;

  MmioState after(MmioState s) {
    Writes writes = s.writes().nearer(setup.drain());
    boolean rings = writes.rang() != s.writes().rang();
    Sender sender = s.sender().answer(answer(s.sender(), writes, rings));
    int t = s.t() + 1;
    MmioState next = new MmioState(t, sender, writes, s.reader().after(t, setup));
    return switch (sender.phase()) {
      case WRITING -> write(next);
      case STALLED -> next.with(sender.stalls().learns()).with(writes.flushed(setup));
      case WATCHING -> next.with(sender.learns());
      case DONE -> next;
    };
  }

  private int answer(Sender sender, Writes writes, boolean rings) {
    if (rings && sender.phase() == Phase.WATCHING) {
      return setup.oneWay();
    }
    if (sender.answer() <= 0) {
      return sender.answer();
    }
    // A read never passes a write: it leaves after the buffer, and is answered after the rest.
    boolean behind =
        sender.phase() == Phase.STALLED
            && (writes.combining() > 0
                || (sender.answer() == setup.back() + 1 && !writes.flight().isEmpty()));
    return sender.answer() - (behind ? 0 : 1);
  }

  private MmioState write(MmioState s) {
    Sender sender = s.sender();
    boolean bell = sender.issued() == setup.n() - 1;
    if (bell && !sender.fenced()) {
      Writes flushed = s.writes().flushed(setup);
      return s.with(flushed).with(flushed.combining() == 0 ? sender.fences() : sender.waits());
    }
    boolean gathers = setup.combine() && !bell;
    Writes writes = s.writes().combining() == LINE_STORES ? s.writes().flushed(setup) : s.writes();
    boolean full =
        gathers ? writes.combining() == LINE_STORES : writes.flight().size() == setup.credits();
    if (full) {
      return s.with(writes).with(sender.waits());
    }
    Writes issued = gathers ? writes.gathers() : writes.sends(new Packet(1, bell, setup.oneWay()));
    return s.with(issued).with(bell ? end(sender.issues(), s.t()) : sender.issues());
  }

  private Sender end(Sender sender, int t) {
    if (setup.assume()) {
      return sender.goesOn(Phase.DONE, t);
    }
    return setup.strayRead()
        ? sender.goesOn(Phase.STALLED, t).answer(setup.readTicks())
        : sender.goesOn(Phase.WATCHING, t);
  }
}
