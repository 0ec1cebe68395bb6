package lab.cpu.branch;

import java.util.Arrays;

/** Branches in the order in which they run: where each is, which way it points, how it went. */
public final class Trace {
  private static final int MAX_PC = (1 << 29) - 1;

  /** Outcome in bit 0, backward in bit 1, the address above. */
  private final int[] packed;

  private Trace(int[] packed) {
    this.packed = packed;
  }

  /** Says of branch {@code i} whether it is taken. */
  @FunctionalInterface
  public interface Outcomes {
    boolean taken(int i);
  }

  /** One forward branch at address 0 that runs again and again. */
  public static Trace ofOne(int length, Outcomes outcomes) {
    int[] packed = new int[length];
    for (int i = 0; i < length; i++) {
      packed[i] = outcomes.taken(i) ? 1 : 0;
    }
    return new Trace(packed);
  }

  public static Builder builder() {
    return new Builder();
  }

  /** Collects branches. */
  public static final class Builder {
    private int[] packed = new int[16];
    private int length;

    private Builder() {}

    /**
     * One branch more.
     *
     * @param pc its address, from 0 to 2^29 - 1
     */
    public Builder branch(int pc, boolean backward, boolean taken) {
      Counter.within("pc", pc, 0, MAX_PC);
      if (length == packed.length) {
        packed = Arrays.copyOf(packed, 2 * length);
      }
      packed[length++] = pc << 2 | (backward ? 2 : 0) | (taken ? 1 : 0);
      return this;
    }

    public Trace build() {
      return new Trace(Arrays.copyOf(packed, length));
    }
  }

  public int length() {
    return packed.length;
  }

  public int pc(int i) {
    return packed[i] >>> 2;
  }

  public boolean backward(int i) {
    return (packed[i] & 2) != 0;
  }

  public boolean taken(int i) {
    return (packed[i] & 1) != 0;
  }

  /** How many of its branches are taken. */
  public int takenBranches() {
    int taken = 0;
    for (int branch : packed) {
      taken += branch & 1;
    }
    return taken;
  }

  /** The same branch outcomes in order: first those not taken, then those taken. */
  public Trace sorted() {
    int untaken = length() - takenBranches();
    return ofOne(length(), i -> i >= untaken);
  }
}
