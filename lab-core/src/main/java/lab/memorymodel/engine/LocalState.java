package lab.memorymodel.engine;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Arrays;

/**
 * What a thread is in: a line, its registers, and the claim it has found broken there. Remembers
 * what follows from it, so that instructions are interpreted once for each value they meet.
 */
final class LocalState {
  private static final VarHandle ENTRY = MethodHandles.arrayElementVarHandle(long[].class);
  private static final int NUMBER_BITS = 31;
  private static final long NUMBERS = (1L << NUMBER_BITS) - 1;
  private static final long GOLDEN = 0x9E3779B97F4A7C15L;

  final int line;
  final int failed;
  private final int[] registers;
  private final int hash;

  /**
   * What it is about to do, once somebody has asked. Written by whoever asks, without order: all
   * write equal values, whose fields are final.
   */
  Access next;

  /**
   * An open table, at most half full. An entry is (value, succeeded) and the number of the state
   * after it plus 1; 0 is no entry. Entries are written under this object's lock with release, so
   * that who reads one with acquire sees the state that it names; who reads an old table, or misses
   * an entry, takes the lock and looks again. Pairs: {@link #put} with {@link #after(int,
   * boolean)}. No test of ours fails with plain entries: x86-64 keeps the order of the two writes,
   * and {@code ProgramThreadsTest}'s askers would have to run on a CPU that does not.
   */
  private long[] after = new long[2];

  private int known;

  /** Keeps {@code registers}, which nobody may change any more. */
  LocalState(int line, int[] registers, int failed) {
    this.line = line;
    this.registers = registers;
    this.failed = failed;
    hash = 31 * (31 * Arrays.hashCode(registers) + line) + failed;
  }

  int register(int register) {
    return registers[register];
  }

  int[] registers() {
    return registers.clone();
  }

  /** Number of the state after it; -1 if nobody has {@linkplain #learn computed} it yet. */
  int after(int value, boolean succeeded) {
    long[] table = after;
    long key = key(value, succeeded);
    for (int i = slot(table, key); ; i = (i + 1) & (table.length - 1)) {
      long entry = (long) ENTRY.getAcquire(table, i);
      if (entry == 0) {
        return -1;
      }
      if (entry >>> NUMBER_BITS == key) {
        return (int) (entry & NUMBERS) - 1;
      }
    }
  }

  synchronized void learn(int value, boolean succeeded, int number) {
    if (after(value, succeeded) >= 0) {
      return;
    }
    if (2 * (known + 1) > after.length) {
      long[] larger = new long[2 * after.length];
      for (long entry : after) {
        if (entry != 0) {
          put(larger, entry);
        }
      }
      after = larger;
    }
    put(after, (key(value, succeeded) << NUMBER_BITS) | (number + 1L));
    known++;
  }

  private static void put(long[] table, long entry) {
    int i = slot(table, entry >>> NUMBER_BITS);
    while (table[i] != 0) {
      i = (i + 1) & (table.length - 1);
    }
    ENTRY.setRelease(table, i, entry);
  }

  private static long key(int value, boolean succeeded) {
    return ((value & 0xFFFF_FFFFL) << 1) | (succeeded ? 1 : 0);
  }

  private static int slot(long[] table, long key) {
    return (int) ((key * GOLDEN) >>> 33) & (table.length - 1);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof LocalState that
        && line == that.line
        && failed == that.failed
        && Arrays.equals(registers, that.registers);
  }

  @Override
  public int hashCode() {
    return hash;
  }
}
