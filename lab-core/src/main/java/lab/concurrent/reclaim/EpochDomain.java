package lab.concurrent.reclaim;

import java.lang.invoke.VarHandle;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import lab.concurrent.layout.CacheLine;
import lab.concurrent.layout.SpacedLongs;
import lab.host.Membarrier;

/**
 * Deferred reclamation: readers pin, writers unlink and retire, and what was retired is freed once
 * every reader that was pinned then has unpinned (a <em>grace period</em>).
 *
 * <p>Readers are wait-free and never delayed by writers. Writers exclude each other by a lock, and
 * nothing but {@link #synchronize} waits for readers: {@link #retire} only looks whether it may
 * free something. A reader that stalls while pinned stops all freeing; then at most {@code held}
 * entries are held back, and {@link #retire} and {@link #defer} report that by {@code false}.
 *
 * <p>Actions of a reader before its unpin happen-before the freeing of (or the callback for)
 * whatever was retired before the unpin, if the reader was pinned at that time.
 */
public final class EpochDomain {

  /*
   * The algorithm is read-copy-update with one epoch per reader (Desnoyers, McKenney, Stern,
   * Dagenais, Walpole, "User-level implementations of read-copy update", TPDS 2012), rather than
   * one for all (Fraser, "Practical lock-freedom", 2004): so a pin loads nothing shared. A reader's
   * epoch is odd while it is pinned, and counts for ever.
   *
   *   reader:  R1  epoch = epoch + 1 (odd)      writer:  unlink x
   *            R2  full fence                            retire x: append to the queue
   *            R3  p = pointer; read p                   grace period:
   *            R4  epoch = epoch + 1 (even)              W1  full fence
   *                                                      W2  seen[i] = epoch[i] for every reader
   *                                                      W3  wait until each odd seen[i] != epoch[i]
   *                                                          free what was queued before W1
   *
   * One grace period is under way at a time, for all entries before `covered`; it is looked at, not
   * waited for, by whoever retires. Why it is right: R1 R3 and unlink W2 are the store buffering shape
   * (each side writes, then reads what the other wrote), where a full fence on both sides forbids
   * that both read old values. Either W2 sees the reader's odd epoch, and W3 waits for its R4, or R3
   * sees the unlinking and cannot reach x. Release and acquire do not forbid it.
   *
   * With PinFence.WRITER the fence R2 is gone from the readers and W1 is membarrier(2), which puts
   * one between any two accesses of every running reader; the rest of the argument stays. See there
   * what that rests on.
   *
   * Linearization: an entry is retired when it is appended (under the lock); a reader is pinned from
   * R1.
   *
   * Invariants: freed <= covered <= appended <= freed + held; begun is ended or ended + 1. Entries are
   * freed in order. Epochs never decrease, so W3 cannot miss an unpin followed by another pin.
   * Non-invariant: that all readers are unpinned at once, ever. None needs to be.
   */

  private static final VarHandle EPOCH = SpacedLongs.ELEMENT;

  /** How many entries at least are gathered before a fence is paid for them. */
  private static final int BATCH = 32;

  private static final long LONGEST_NAP_NANOS = 100_000;

  private final Slab slab;
  private final SpacedLongs readers;
  private final long[] epochs;
  private final Thread[] owners;
  private final boolean asymmetric;
  private final Optional<String> fallback;

  // The writers' state, under the lock of this object.
  private final long[] seen;
  private final int[] blocks;
  private final Runnable[] callbacks;
  private long appended;
  private long covered;
  private long freed;
  private long wanted;
  private long begun;
  private long ended;

  /**
   * @param slab what retired blocks go back to
   * @param readers how many may exist at a time, at least 1
   * @param held the most entries held back, at least 1
   * @param fence who pays; where {@link PinFence#WRITER} is not possible the reader does, and
   *     {@link #fallback} says why
   */
  public EpochDomain(Slab slab, int readers, int held, PinFence fence) {
    if (readers < 1 || held < 1) {
      throw new IllegalArgumentException(
          "readers and held must be >= 1: readers=" + readers + ", held=" + held);
    }
    this.slab = Objects.requireNonNull(slab, "slab");
    this.readers = new SpacedLongs(readers, CacheLine.PAIR_BYTES);
    epochs = this.readers.array();
    owners = new Thread[readers];
    seen = new long[readers];
    blocks = new int[held];
    callbacks = new Runnable[held];
    fallback = fence == PinFence.WRITER ? Membarrier.missing() : Optional.empty();
    asymmetric = fence == PinFence.WRITER && fallback.isEmpty();
  }

  /** Who really pays. */
  public PinFence fence() {
    return asymmetric ? PinFence.WRITER : PinFence.READER;
  }

  /** Why the reader pays although the writer was asked to; empty if nothing was denied. */
  public Optional<String> fallback() {
    return fallback;
  }

  /**
   * A place among the readers, for the calling thread.
   *
   * @throws IllegalStateException if all are taken
   */
  public synchronized EpochReader reader() {
    for (int i = 0; i < owners.length; i++) {
      if (owners[i] == null) {
        owners[i] = Thread.currentThread();
        return new EpochReader(this, epochs, readers.index(i), !asymmetric);
      }
    }
    throw new IllegalStateException("all " + owners.length + " readers are taken");
  }

  synchronized void leave(int at) {
    for (int i = 0; i < owners.length; i++) {
      if (readers.index(i) == at) {
        owners[i] = null;
      }
    }
  }

  /**
   * Frees a block after a grace period. The caller has unlinked it: no reader that pins from now on
   * can find it.
   *
   * @return false if {@code held} entries are held back; the block is then still the caller's
   */
  public boolean retire(int block) {
    Objects.checkIndex(block, slab.blocks());
    return append(block, null);
  }

  /**
   * Runs a callback after a grace period, on whichever thread finds that it has passed, under the
   * writers' lock. What it throws reaches that thread's caller; the entry counts as done.
   *
   * @return false if {@code held} entries are held back
   */
  public boolean defer(Runnable callback) {
    return append(Slab.NONE, Objects.requireNonNull(callback, "callback"));
  }

  private synchronized boolean append(int block, Runnable callback) {
    if (appended - freed == blocks.length) {
      poll();
      if (appended - freed == blocks.length) {
        return false;
      }
    }
    int slot = (int) (appended % blocks.length);
    blocks[slot] = block;
    callbacks[slot] = callback;
    appended++;
    if (appended - covered >= BATCH) {
      poll();
    }
    return true;
  }

  /** How many entries are held back. */
  public synchronized int held() {
    return (int) (appended - freed);
  }

  /**
   * Frees what may be freed, without waiting.
   *
   * @return how many entries
   */
  public synchronized int poll() {
    long before = freed;
    if (finish() && (appended > covered || wanted > begun)) {
      begin();
      finish();
    }
    return (int) (freed - before);
  }

  /** Ends the grace period under way if its time has come; whether none is under way now. */
  private boolean finish() {
    if (ended < begun && !passed()) {
      return false;
    }
    ended = begun;
    release();
    return true;
  }

  /** Starts a grace period for everything appended so far. */
  private void begin() {
    if (asymmetric) {
      // Full, in every thread: as below, and at once in the place of R2 in all readers.
      Membarrier.everywhere(); // W1
    } else {
      // Full: the unlinking before W2; pairs with the fence at R2. With neither, or with acquire
      // and release, EpochPinStress.NoFence reads freed blocks.
      VarHandle.fullFence(); // W1
    }
    for (int i = 0; i < seen.length; i++) {
      // Acquire: pairs with the release at R4.
      seen[i] = (long) EPOCH.getAcquire(epochs, readers.index(i)); // W2
    }
    covered = appended;
    begun++;
  }

  /** Whether everybody who was pinned when the grace period began has unpinned since. */
  private boolean passed() {
    for (int i = 0; i < seen.length; i++) {
      // Acquire: pairs with the release at R4: the reader's reads come before the freeing.
      if ((seen[i] & 1) != 0
          && (long) EPOCH.getAcquire(epochs, readers.index(i)) == seen[i]) { // W3
        return false;
      }
      seen[i] = 0;
    }
    return true;
  }

  private void release() {
    while (freed < covered) {
      int slot = (int) (freed % blocks.length);
      Runnable callback = callbacks[slot];
      callbacks[slot] = null;
      freed++;
      if (callback != null) {
        callback.run();
      } else {
        slab.free(blocks[slot]);
      }
    }
  }

  /**
   * Waits until every reader that is pinned now has unpinned, and frees everything retired before.
   *
   * @throws IllegalStateException if the calling thread owns a reader that is pinned: it would wait
   *     for itself
   */
  public void synchronize() {
    while (!synchronize(Duration.ofDays(1))) {
      Thread.onSpinWait();
    }
  }

  /**
   * As {@link #synchronize()}, but gives up after a while.
   *
   * @return whether all of them have unpinned
   */
  public boolean synchronize(Duration patience) {
    long started = System.nanoTime();
    long period = want();
    for (long nap = 1_000; !over(period); nap = Math.min(2 * nap, LONGEST_NAP_NANOS)) {
      if (System.nanoTime() - started >= patience.toNanos()) {
        return false;
      }
      LockSupport.parkNanos(this, nap);
    }
    return true;
  }

  /** The number of the first grace period that is yet to begin: the next one, if wanted now. */
  private synchronized long want() {
    for (int i = 0; i < owners.length; i++) {
      if (Thread.currentThread().equals(owners[i]) && (epochs[readers.index(i)] & 1) != 0) {
        throw new IllegalStateException("a pinned reader of this thread would wait for itself");
      }
    }
    wanted = begun + 1;
    return wanted;
  }

  private synchronized boolean over(long period) {
    poll();
    return ended >= period;
  }
}
