package lab.cpu.coherence;

import static lab.cpu.coherence.LineState.EXCLUSIVE;
import static lab.cpu.coherence.LineState.FORWARD;
import static lab.cpu.coherence.LineState.MODIFIED;
import static lab.cpu.coherence.LineState.SHARED;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * The rules of a protocol: what becomes of a line when a core reads it, writes a word of it or
 * gives it up. The bus is atomic: a request and all answers to it are one step. Real buses split
 * them and have states for the time between.
 *
 * <pre>
 *      PrRd            PrWr            heard: BusRd              BusRdX, BusUpgr   evict
 *  I   BusRd → E, S    BusRdX → M      -                         -                 -
 *  E   hit             silent → M      may supply → S            supply → I        silent
 *  S   hit             BusUpgr → M     → S                       → I               silent
 *  M   hit             hit             supply, memory too → S    supply → I        WB
 *                                      MOESI: supply → O
 *  O   hit             BusUpgr → M     supply → O                supply → I        WB
 *  F   hit             BusUpgr → M     supply → S, reader → F    supply → I        silent
 * </pre>
 *
 * <p>A reader that finds other copies becomes S, under MESIF F. Nothing is sent for BusUpgr.
 */
public final class Coherence {
  private final Protocol protocol;
  private final Supply supply;
  private final Set<Fault> faults;

  public Coherence(Protocol protocol, Supply supply, Fault... faults) {
    this.protocol = protocol;
    this.supply = supply;
    this.faults = EnumSet.noneOf(Fault.class);
    this.faults.addAll(Arrays.asList(faults));
  }

  /** What a core has to say on the bus before it can read, or write; nothing if it may at once. */
  public static Optional<BusRequest> request(CoherentLine line, int core, boolean write) {
    LineState state = line.state(core);
    if (!state.valid()) {
      return Optional.of(write ? BusRequest.READ_FOR_OWNERSHIP : BusRequest.READ);
    }
    return write && !state.alone() ? Optional.of(BusRequest.UPGRADE) : Optional.empty();
  }

  /** A core reads the line. */
  public Transaction read(CoherentLine line, int core) {
    if (line.copy(core).valid()) {
      return Transaction.silent(line);
    }
    Transaction asked = ask(line, core, BusRequest.READ);
    LineState found = line.valid() == 0 ? EXCLUSIVE : protocol == Protocol.MESIF ? FORWARD : SHARED;
    return take(asked, core, new Copy(found, sent(line, asked)));
  }

  /**
   * A core writes a word.
   *
   * @param word 0 or 1
   */
  public Transaction write(CoherentLine line, int core, int word, int value) {
    Copy mine = line.copy(core);
    Optional<BusRequest> request = request(line, core, true);
    if (request.isEmpty()) {
      return Transaction.silent(line.with(core, written(mine.words(), word, value)));
    }
    if (request.get() == BusRequest.UPGRADE) {
      return upgrade(line, core, mine.words(), word, value);
    }
    Transaction asked = ask(line, core, BusRequest.READ_FOR_OWNERSHIP);
    return take(asked, core, written(sent(line, asked), word, value));
  }

  /**
   * A core writes a word by BusUpgr, into the words that it believes to be the line's. That is
   * right as long as its copy is valid.
   */
  public Transaction upgrade(CoherentLine line, int core, Words held, int word, int value) {
    return take(ask(line, core, BusRequest.UPGRADE), core, written(held, word, value));
  }

  /**
   * A core gives its copy up.
   *
   * @throws IllegalArgumentException if it has none
   */
  public Transaction evict(CoherentLine line, int core) {
    Copy mine = line.copy(core);
    if (!mine.valid()) {
      throw new IllegalArgumentException("a core evicts a copy that it has (got none)");
    }
    CoherentLine after = line.with(core, Copy.NONE);
    if (!mine.state().dirty() || faults.contains(Fault.FORGOTTEN_WRITE_BACK)) {
      return Transaction.silent(after);
    }
    return new Transaction(
        new CoherentLine(after.copies(), mine.words()),
        Optional.of(BusRequest.WRITE_BACK),
        Transaction.NOBODY,
        true);
  }

  private static Copy written(Words words, int word, int value) {
    return new Copy(MODIFIED, words.with(word, value));
  }

  /** The words that came over the bus. */
  private static Words sent(CoherentLine line, Transaction asked) {
    return asked.transfer() ? line.copy(asked.supplier()).words() : line.memory();
  }

  private static Transaction take(Transaction asked, int core, Copy copy) {
    return new Transaction(
        asked.after().with(core, copy), asked.request(), asked.supplier(), asked.memoryWritten());
  }

  /** What the others do. Of several that would answer, the first one on the bus does. */
  private Transaction ask(CoherentLine line, int core, BusRequest request) {
    CoherentLine after = line;
    int supplier = request == BusRequest.UPGRADE ? Transaction.NOBODY : Transaction.MEMORY;
    boolean memoryWritten = false;
    for (int other = 0; other < line.copies().size(); other++) {
      if (other == core) {
        continue;
      }
      Snoop does = Snoop.of(protocol, supply, line.state(other), request);
      if (does.supplies() && supplier == Transaction.MEMORY) {
        supplier = other;
        memoryWritten = does.updatesMemory();
      }
      boolean deaf = request != BusRequest.READ && faults.contains(Fault.NO_INVALIDATION);
      if (!deaf) {
        after = after.with(other, line.copy(other).in(does.next()));
      }
    }
    Words memory = memoryWritten ? line.copy(supplier).words() : line.memory();
    return new Transaction(
        new CoherentLine(after.copies(), memory), Optional.of(request), supplier, memoryWritten);
  }
}
