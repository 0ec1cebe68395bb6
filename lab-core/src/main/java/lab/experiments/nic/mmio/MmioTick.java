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
      case STALLED -> next.with(sender.stalls().learns()).with(drained(writes));
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
    // A read never passes a write on the link: it is answered after what left before it.
    boolean behind =
        sender.phase() == Phase.STALLED
            && ((setup.types().readDrains() && writes.held())
                || (sender.answer() == setup.back() + 1 && writes.aheadOfRead()));
    return sender.answer() - (behind ? 0 : 1);
  }

  private Writes drained(Writes writes) {
    return setup.types().readDrains() ? writes.flushed(setup, false).rung(setup) : writes;
  }

  private MmioState write(MmioState s) {
    Sender sender = s.sender();
    boolean bell = sender.issued() == setup.n() - 1;
    if (bell && !sender.fenced() && (setup.fence() || s.writes().combining() > 0)) {
      Writes flushed = s.writes().flushed(setup, false);
      return s.with(flushed).with(flushed.combining() == 0 ? sender.fences() : sender.waits());
    }
    return bell ? ring(s) : setup.types().combine() ? gather(s) : send(s, false);
  }

  private MmioState ring(MmioState s) {
    return setup.holdsBell()
        ? s.with(s.writes().holdsBell()).with(end(s.sender().issues(), s.t()))
        : send(s, true);
  }

  private MmioState gather(MmioState s) {
    Writes writes = s.writes();
    if (writes.combining() == LINE_STORES) {
      writes = writes.flushed(setup, false);
    }
    return writes.combining() == LINE_STORES
        ? s.with(s.sender().waits())
        : s.with(writes.gathers()).with(s.sender().issues());
  }

  private MmioState send(MmioState s, boolean bell) {
    if (s.writes().flight().size() == setup.credits()) {
      return s.with(s.sender().waits());
    }
    Writes sent = s.writes().sends(new Packet(1, bell, setup.oneWay(), false));
    Sender issued = s.sender().issues();
    return s.with(sent).with(bell ? end(issued, s.t()) : issued);
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
