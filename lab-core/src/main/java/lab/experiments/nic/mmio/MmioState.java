package lab.experiments.nic.mmio;

import java.util.ArrayList;
import java.util.List;

/**
 * Two cores, and the way from the first to its device.
 *
 * @param t ticks that have passed
 */
record MmioState(int t, Sender sender, Writes writes, Reader reader) {

  /** What the sender is about. */
  enum Phase {
    WRITING,
    /** It waits for the completion of its read, and can do nothing else. */
    STALLED,
    /** It looks into host memory now and then, and can do other work. */
    WATCHING,
    DONE
  }

  /**
   * @param issued stores that it has issued
   * @param fenced whether its write-combining buffer needs no flush any more
   * @param answer ticks until its read, or the device's word to host memory, arrives once nothing
   *     is before it; {@link #IDLE} if it is not under way
   * @param stalled ticks that it has waited for a read
   * @param waited ticks that it has waited for a credit
   * @param writtenAt when the last write was issued; 0: not yet
   */
  record Sender(
      Phase phase, int issued, boolean fenced, int answer, int stalled, int waited, int writtenAt) {
    /** Of {@link #answer}: nothing is under way. */
    static final int IDLE = -1;

    Sender issues() {
      return new Sender(phase, issued + 1, fenced, answer, stalled, waited, writtenAt);
    }

    Sender fences() {
      return new Sender(phase, issued, true, answer, stalled, waited, writtenAt);
    }

    Sender answer(int ticks) {
      return new Sender(phase, issued, fenced, ticks, stalled, waited, writtenAt);
    }

    Sender stalls() {
      return new Sender(phase, issued, fenced, answer, stalled + 1, waited, writtenAt);
    }

    Sender waits() {
      return new Sender(phase, issued, fenced, answer, stalled, waited + 1, writtenAt);
    }

    /** Its last write is issued. */
    Sender goesOn(Phase next, int t) {
      return new Sender(next, issued, fenced, answer, stalled, waited, t);
    }

    /** If its answer is there. */
    Sender learns() {
      return answer == 0
          ? new Sender(Phase.DONE, issued, fenced, IDLE, stalled, waited, writtenAt)
          : this;
    }
  }

  /**
   * A packet of posted writes on its way.
   *
   * @param stores how many stores it carries
   * @param bell whether the doorbell is among them
   * @param ticks until it arrives; 0: it waits at the device
   * @param late whether it left after the sender's read, which need not wait for it
   */
  record Packet(int stores, boolean bell, int ticks, boolean late) {
    Packet nearer() {
      return new Packet(stores, bell, Math.max(0, ticks - 1), late);
    }
  }

  /**
   * Where the sender's writes are.
   *
   * @param combining stores of data that lie in the write-combining buffer
   * @param heldBell whether the doorbell lies in a write-combining buffer of its own
   * @param flight packets that the device has not taken, oldest first
   * @param rest ticks until the device can take the next one
   * @param taken stores that the device has
   * @param rang stores that the device had when it saw the doorbell; {@link #SILENT}: not yet
   */
  record Writes(
      int combining, boolean heldBell, List<Packet> flight, int rest, int taken, int rang) {
    /** Of {@link #rang}: not yet. */
    static final int SILENT = -1;

    static final Writes NONE = new Writes(0, false, List.of(), 0, 0, SILENT);

    Writes {
      flight = List.copyOf(flight);
    }

    boolean hasRung() {
      return rang != SILENT;
    }

    /** Whether anything lies in a buffer. */
    boolean held() {
      return combining > 0 || heldBell;
    }

    /** Whether a packet is on its way that left before the sender's read. */
    boolean aheadOfRead() {
      return !flight.isEmpty() && !flight.getFirst().late();
    }

    Writes gathers() {
      return new Writes(combining + 1, heldBell, flight, rest, taken, rang);
    }

    Writes holdsBell() {
      return new Writes(combining, true, flight, rest, taken, rang);
    }

    Writes sends(Packet packet) {
      List<Packet> more = new ArrayList<>(flight);
      more.add(packet);
      return new Writes(combining, heldBell, more, rest, taken, rang);
    }

    /**
     * Makes the data's buffer a packet, if there is a credit for it.
     *
     * @param late whether the sender's read is gone already
     */
    Writes flushed(Setup setup, boolean late) {
      return combining == 0 || flight.size() == setup.credits()
          ? this
          : new Writes(0, heldBell, flight, rest, taken, rang)
              .sends(new Packet(combining, false, setup.oneWay(), late));
    }

    /** Makes the doorbell's buffer a packet, if there is a credit for it. */
    Writes rung(Setup setup) {
      return !heldBell || flight.size() == setup.credits()
          ? this
          : new Writes(combining, false, flight, rest, taken, rang)
              .sends(new Packet(1, true, setup.oneWay(), false));
    }

    /** Packets come nearer; the device takes the oldest if it has arrived and is its turn. */
    Writes nearer(int drain) {
      List<Packet> nearer = new ArrayList<>(flight);
      nearer.replaceAll(Packet::nearer);
      int left = Math.max(0, rest - 1);
      if (nearer.isEmpty() || nearer.getFirst().ticks() > 0 || left > 0) {
        return new Writes(combining, heldBell, nearer, left, taken, rang);
      }
      Packet arrived = nearer.removeFirst();
      int now = taken + arrived.stores();
      return new Writes(combining, heldBell, nearer, drain, now, arrived.bell() ? now : rang);
    }
  }

  /**
   * The core that reads.
   *
   * @param done reads that it has done
   * @param left ticks until its next completion
   * @param at when the latest of them was done; 0: none yet
   */
  record Reader(int done, int left, int at) {
    Reader after(int t, Setup setup) {
      if (done == setup.n()) {
        return this;
      }
      return left == 1
          ? new Reader(done + 1, setup.readTicks(), t)
          : new Reader(done, left - 1, at);
    }
  }

  MmioState with(Sender next) {
    return new MmioState(t, next, writes, reader);
  }

  MmioState with(Writes next) {
    return new MmioState(t, sender, next, reader);
  }
}
