package lab.experiments.nic.mmio;

import java.util.ArrayList;
import java.util.List;
import lab.experiments.nic.mmio.MmioMachine.Phase;
import lab.experiments.nic.mmio.MmioMachine.Setup;
import lab.experiments.nic.mmio.MmioMachine.State;
import lab.experiments.nic.mmio.MmioMachine.Tlp;

/**
 * One tick of {@link MmioMachine}: packets come nearer, the reader reads, the sender does what its
 * phase says. It is the state after the tick, in the making.
 */
final class MmioTick {
  private static final int LINE_STORES = 8;

  private final Setup setup;
  private int t;
  private Phase phase;
  private int issued;
  private int combining;
  private boolean fenced;
  private final List<Tlp> flight;
  private int rest;
  private int taken;
  private int bellRang;
  private int answer;
  private int stalled;
  private int waited;
  private int writtenAt;
  private int reads;
  private int readLeft;
  private int readAt;

  private MmioTick(State s, Setup setup) {
    this.setup = setup;
    t = s.t();
    phase = s.phase();
    issued = s.issued();
    combining = s.combining();
    fenced = s.fenced();
    flight = new ArrayList<>(s.flight());
    rest = s.rest();
    taken = s.taken();
    bellRang = s.bellRang();
    answer = s.answer();
    stalled = s.stalled();
    waited = s.waited();
    writtenAt = s.writtenAt();
    reads = s.reads();
    readLeft = s.readLeft();
    readAt = s.readAt();
  }

  static State after(State s, Setup setup) {
    MmioTick tick = new MmioTick(s, setup);
    tick.t++;
    tick.travel();
    tick.reader();
    tick.sender();
    return tick.state();
  }

  /** The same moment, but the write-combining buffer has become a packet. */
  static State evicted(State s, Setup setup) {
    MmioTick tick = new MmioTick(s, setup);
    tick.flush();
    return tick.state();
  }

  private State state() {
    return new State(
        t,
        phase,
        issued,
        combining,
        fenced,
        List.copyOf(flight),
        rest,
        taken,
        bellRang,
        answer,
        stalled,
        waited,
        writtenAt,
        reads,
        readLeft,
        readAt);
  }

  /** Packets come nearer; the device takes the oldest if it has arrived and is its turn. */
  private void travel() {
    flight.replaceAll(p -> new Tlp(p.stores(), p.bell(), Math.max(0, p.ticks() - 1)));
    rest = Math.max(0, rest - 1);
    if (!flight.isEmpty() && flight.getFirst().ticks() == 0 && rest == 0) {
      Tlp arrived = flight.removeFirst();
      taken += arrived.stores();
      rest = setup.drain();
      if (arrived.bell()) {
        bellRang = taken;
        if (phase == Phase.WATCHING) {
          answer = oneWay();
          return;
        }
      }
    }
    if (answer > 0) {
      // A read never passes a write: it leaves after the buffer, and is answered after the rest.
      boolean behind =
          phase == Phase.STALLED && (combining > 0 || (answer == back() + 1 && !flight.isEmpty()));
      answer -= behind ? 0 : 1;
    }
  }

  private int oneWay() {
    return (setup.readTicks() + 1) / 2;
  }

  private int back() {
    return setup.readTicks() - oneWay();
  }

  private void reader() {
    if (reads < setup.n() && --readLeft == 0) {
      reads++;
      readLeft = setup.readTicks();
      readAt = t;
    }
  }

  private void sender() {
    switch (phase) {
      case WRITING -> write();
      case STALLED -> {
        stalled++;
        flush();
        if (answer == 0) {
          phase = Phase.DONE;
          answer = MmioMachine.IDLE;
        }
      }
      case WATCHING -> {
        if (answer == 0) {
          phase = Phase.DONE;
          answer = MmioMachine.IDLE;
        }
      }
      case DONE -> {}
    }
  }

  private void write() {
    boolean bell = issued == setup.n() - 1;
    if (bell && !fenced) {
      flush();
      fenced = combining == 0;
      waited += fenced ? 0 : 1;
      return;
    }
    boolean gathers = setup.combine() && !bell;
    if (combining == LINE_STORES) {
      flush();
    }
    if (gathers ? combining == LINE_STORES : flight.size() == setup.credits()) {
      waited++;
      return;
    }
    issued++;
    if (gathers) {
      combining++;
    } else {
      flight.add(new Tlp(1, bell, oneWay()));
    }
    if (bell) {
      writtenAt = t;
      end();
    }
  }

  /** Makes the buffer a packet, if there is a credit for it. */
  private void flush() {
    if (combining > 0 && flight.size() < setup.credits()) {
      flight.add(new Tlp(combining, false, oneWay()));
      combining = 0;
    }
  }

  private void end() {
    if (setup.assume()) {
      phase = Phase.DONE;
    } else if (setup.strayRead()) {
      phase = Phase.STALLED;
      answer = setup.readTicks();
    } else {
      phase = Phase.WATCHING;
    }
  }
}
