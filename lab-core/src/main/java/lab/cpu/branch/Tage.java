package lab.cpu.branch;

/**
 * A light TAGE (A. Seznec and P. Michaud, "A case for (partially) tagged geometric history length
 * branch predictors", JILP 2006): two-bit counters by address, and four tables that are looked up
 * by address and ever longer histories, each entry with a tag. The longest history whose tag fits
 * is the <em>provider</em>, the next one that fits, or the plain counter, the <em>alternate</em>.
 * The provider is believed, unless its counter is weak, as that of a new entry is, and alternates
 * have lately known better than weak providers: a four-bit counter for all branches keeps account.
 *
 * <p>After a branch the provider's counter learns. Its <em>useful</em> count goes up if the guess
 * was right and the alternate was not, down the other way round. On a mispredict one entry that is
 * not useful is taken over in a table of longer history, the shortest of them; if all are useful,
 * all become less so. Every so many branches one bit of all useful counts is cleared, the high and
 * the low one in turns.
 *
 * <p>Left out: the paper chooses between two tables by chance when it takes an entry over; it also
 * has more tables, and a history of the path.
 *
 * @param baseBits two to the power of this many plain counters
 * @param tableBits two to the power of this many entries in each of the four tables
 * @param start what each plain counter holds at first
 * @param resetBits two to the power of this many branches go from one clearing to the next
 */
public record Tage(int baseBits, int tableBits, int start, int resetBits) implements Predictor {
  /** Outcomes that the tables look back at, table by table. */
  private static final int[] LENGTHS = {5, 15, 44, 130};

  private static final int WORD = 32;
  private static final int HISTORY_WORDS = 5;
  private static final int TAG_BITS = 9;
  private static final int EMPTY = -1;

  /** Alternates are preferred to weak providers from here on, up to 15; the middle at first. */
  private static final int PREFERRED = 8;

  /** The paper clears a bit every 256 Ki branches. */
  private static final int USUAL_RESET = 18;

  public Tage {
    Counter.within("baseBits", baseBits, 1, 16);
    Counter.within("tableBits", tableBits, 1, 16);
    Counter.within("start", start, 0, 3);
    Counter.within("resetBits", resetBits, 1, 29);
  }

  public Tage(int baseBits, int tableBits, int start) {
    this(baseBits, tableBits, start, USUAL_RESET);
  }

  private int historyCell() {
    return (1 << baseBits) + (LENGTHS.length << tableBits);
  }

  private int clockCell() {
    return historyCell() + HISTORY_WORDS;
  }

  /** The account of alternates against weak providers, 0 to 15. */
  private int accountCell() {
    return clockCell() + 1;
  }

  @Override
  public int cells() {
    return accountCell() + 1;
  }

  @Override
  public int first(int cell) {
    if (cell < 1 << baseBits) {
      return start;
    }
    return cell < historyCell() ? EMPTY : cell == accountCell() ? PREFERRED : 0;
  }

  @Override
  public boolean predicts(Cells cells, int pc, boolean backward) {
    int provider = longest(cells, pc, LENGTHS.length);
    boolean asks = weak(cells, pc, provider) && cells.get(accountCell()) >= PREFERRED;
    return of(cells, pc, asks ? longest(cells, pc, provider) : provider);
  }

  @Override
  public void learns(Cells cells, int pc, boolean backward, boolean taken) {
    boolean guess = predicts(cells, pc, backward);
    int provider = longest(cells, pc, LENGTHS.length);
    if (provider < 0) {
      int base = base(pc);
      cells.set(base, Counter.towards(taken, cells.get(base), 0, 3));
    } else {
      boolean alternate = of(cells, pc, longest(cells, pc, provider));
      if (weak(cells, pc, provider) && of(cells, pc, provider) != alternate) {
        int account = cells.get(accountCell());
        cells.set(accountCell(), Counter.towards(alternate == taken, account, 0, 15));
      }
      int cell = cell(cells, pc, provider);
      int entry = cells.get(cell);
      int counter = Counter.towards(taken, Entry.counter(entry), 0, 7);
      int useful = Entry.useful(entry);
      if (alternate != guess) {
        useful = Counter.towards(guess == taken, useful, 0, 3);
      }
      cells.set(cell, Entry.of(Entry.tag(entry), counter, useful));
    }
    if (guess != taken) {
      takeOver(cells, pc, provider, taken);
    }
    remember(cells, taken);
    age(cells);
  }

  /** An entry of a table in one cell: tag, three-bit counter (from 4 on taken), useful count. */
  private static final class Entry {
    static int of(int tag, int counter, int useful) {
      return tag << 5 | counter << 2 | useful;
    }

    static int tag(int entry) {
      return entry >> 5;
    }

    static int counter(int entry) {
      return entry >> 2 & 7;
    }

    static int useful(int entry) {
      return entry == EMPTY ? 0 : entry & 3;
    }
  }

  /** The table of longest history below {@code limit} whose tag fits; -1 if none does. */
  private int longest(Cells cells, int pc, int limit) {
    for (int table = limit - 1; table >= 0; table--) {
      int entry = cells.get(cell(cells, pc, table));
      if (entry != EMPTY && Entry.tag(entry) == tag(cells, pc, table)) {
        return table;
      }
    }
    return -1;
  }

  /** Whether that table's counter is next to the middle, as a new entry's is; -1: it is none. */
  private boolean weak(Cells cells, int pc, int table) {
    if (table < 0) {
      return false;
    }
    int counter = Entry.counter(cells.get(cell(cells, pc, table)));
    return counter == 3 || counter == 4;
  }

  /** What that table expects, or the plain counter if it is -1. */
  private boolean of(Cells cells, int pc, int table) {
    return table < 0
        ? cells.get(base(pc)) >= 2
        : Entry.counter(cells.get(cell(cells, pc, table))) >= 4;
  }

  private void takeOver(Cells cells, int pc, int provider, boolean taken) {
    for (int table = provider + 1; table < LENGTHS.length; table++) {
      int cell = cell(cells, pc, table);
      if (Entry.useful(cells.get(cell)) == 0) {
        cells.set(cell, Entry.of(tag(cells, pc, table), taken ? 4 : 3, 0));
        return;
      }
    }
    for (int table = provider + 1; table < LENGTHS.length; table++) {
      int cell = cell(cells, pc, table);
      cells.set(cell, cells.get(cell) - 1);
    }
  }

  private int base(int pc) {
    return pc & (1 << baseBits) - 1;
  }

  private int cell(Cells cells, int pc, int table) {
    int index = pc ^ pc >>> tableBits ^ folded(cells, LENGTHS[table], tableBits);
    return (1 << baseBits) + (table << tableBits) + (index & (1 << tableBits) - 1);
  }

  private int tag(Cells cells, int pc, int table) {
    int length = LENGTHS[table];
    int tag = pc ^ folded(cells, length, TAG_BITS) ^ folded(cells, length, TAG_BITS - 1) << 1;
    return tag & (1 << TAG_BITS) - 1;
  }

  /** The newest {@code length} outcomes, cut into pieces of so many bits: exclusive or of all. */
  private int folded(Cells cells, int length, int bits) {
    int folded = 0;
    for (int from = 0; from < length; from += bits) {
      folded ^= outcomes(cells, from, Math.min(bits, length - from));
    }
    return folded;
  }

  /** Outcomes from the one that is {@code from} branches back, the newest in the lowest bit. */
  private int outcomes(Cells cells, int from, int bits) {
    int word = historyCell() + from / WORD;
    int shift = from % WORD;
    int some = cells.get(word) >>> shift;
    if (shift + bits > WORD) {
      some |= cells.get(word + 1) << (WORD - shift);
    }
    return some & (1 << bits) - 1;
  }

  private void remember(Cells cells, boolean taken) {
    for (int word = historyCell() + HISTORY_WORDS - 1; word > historyCell(); word--) {
      cells.set(word, (cells.get(word) << 1) | (cells.get(word - 1) >>> (WORD - 1)));
    }
    cells.set(historyCell(), cells.get(historyCell()) << 1 | (taken ? 1 : 0));
  }

  /** One branch more; every so many, a bit of all useful counts goes. */
  private void age(Cells cells) {
    int reset = 1 << resetBits;
    int now = (cells.get(clockCell()) + 1) % (2 * reset);
    cells.set(clockCell(), now);
    if (now % reset != 0) {
      return;
    }
    int kept = now == 0 ? ~1 : ~2;
    for (int cell = 1 << baseBits; cell < historyCell(); cell++) {
      if (cells.get(cell) != EMPTY) {
        cells.set(cell, cells.get(cell) & kept);
      }
    }
  }
}
