package lab.bench.concurrent.soak;

import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import lab.bench.harness.LiveAnswers;
import lab.concurrent.reclaim.EpochDomain;
import lab.concurrent.reclaim.EpochReader;
import lab.concurrent.reclaim.PinFence;
import lab.concurrent.reclaim.Slab;

/**
 * A writer replaces a block again and again and retires the old one, a reader reads it, and every
 * block is accounted for: {@code --soak=reader-fence|writer-fence --cycles=100000000 --millis=N}.
 */
public final class SoakReclaim {
  private static final int BLOCKS = 256;
  private static final int HELD = 192;
  private static final int ROUND = 1 << 20;
  private static final int ROUNDS_PER_ANSWER = 8;

  /** Read sections between two looks at whether the round is over. */
  private static final int SECTIONS = 1024;

  private final LiveAnswers answers;
  private final Slab slab;
  private final EpochDomain domain;
  private final AtomicInteger current;
  private final AtomicBoolean over = new AtomicBoolean();
  private final AtomicLong wholeReads = new AtomicLong();
  private final AtomicLong poisoned = new AtomicLong();
  private final AtomicLong older = new AtomicLong();
  private long retired;

  private SoakReclaim(LiveAnswers answers, Slab slab, EpochDomain domain) {
    this.answers = answers;
    this.slab = slab;
    this.domain = domain;
    current = new AtomicInteger(fresh(0));
  }

  public static void main(String[] arguments) throws InterruptedException {
    run(arguments, LiveAnswers.start());
    // The parent's watch would keep this JVM.
    System.exit(0);
  }

  static void run(String[] arguments, LiveAnswers answers) throws InterruptedException {
    String kind = LiveAnswers.setting(arguments, "soak", "writer-fence");
    PinFence fence =
        switch (kind) {
          case "reader-fence" -> PinFence.READER;
          case "writer-fence" -> PinFence.WRITER;
          default ->
              throw new IllegalArgumentException(
                  "soak is one of reader-fence, writer-fence: soak=" + kind);
        };
    long cycles =
        Long.parseLong(LiveAnswers.setting(arguments, "cycles", Long.toString(100_000_000)));
    try (Arena arena = Arena.ofShared()) {
      Slab slab = new Slab(arena, BLOCKS, 2);
      EpochDomain domain = new EpochDomain(slab, 1, HELD, fence);
      domain.fallback().ifPresent(reason -> answers.value("fallback", reason));
      new SoakReclaim(answers, slab, domain).run(arguments, cycles);
    }
  }

  private void run(String[] arguments, long cycles) throws InterruptedException {
    try (Rounds rounds = new Rounds(arguments, 2)) {
      for (int round = 1; retired < cycles && rounds.time(); round++) {
        int now = (int) Math.min(ROUND, cycles - retired);
        over.set(false);
        rounds.run(List.of(() -> write(now), this::read));
        if (round % ROUNDS_PER_ANSWER == 0) {
          counts();
        }
      }
      domain.synchronize();
      counts();
      slab.free(current.get());
      int free = 0;
      while (slab.allocate() != Slab.NONE) {
        free++;
      }
      answers.outcome("blocks missing", Math.abs((long) BLOCKS - free));
      answers.value("asked", cycles);
      answers.value("reached", reclaimed());
      answers.value("seconds", "%.1f".formatted(rounds.seconds()));
      answers.value("blocks", "%d of %d free at the end".formatted(free, BLOCKS));
      rounds.memory(answers);
    }
  }

  private long reclaimed() {
    return retired - domain.held();
  }

  private void counts() {
    answers.outcome("reclaimed", reclaimed());
    answers.outcome("whole reads", wholeReads.get());
    answers.outcome("poisoned reads", poisoned.get());
    answers.outcome("older reads", older.get());
  }

  private Void write(int count) throws InterruptedException {
    try {
      for (int i = 1; i <= count; i++) {
        int next = fresh(retired + i);
        for (int refused = 0; next == Slab.NONE; ) {
          domain.poll();
          Rounds.pause(++refused);
          next = fresh(retired + i);
        }
        int old = current.getAndSet(next);
        for (int refused = 0; !domain.retire(old); ) {
          Rounds.pause(++refused);
        }
      }
      retired += count;
    } finally {
      over.set(true);
    }
    return null;
  }

  /** A block whose second word is the complement of its first; poison is not. */
  private int fresh(long number) {
    int block = slab.allocate();
    if (block != Slab.NONE) {
      slab.segment().set(JAVA_LONG, slab.offset(block), number);
      slab.segment().set(JAVA_LONG, slab.offset(block) + Long.BYTES, ~number);
    }
    return block;
  }

  private Void read() {
    long newest = 0;
    try (EpochReader reader = domain.reader()) {
      while (!over.get()) {
        long bad = 0;
        long back = 0;
        for (int i = 0; i < SECTIONS; i++) {
          reader.pin();
          long at = slab.offset(current.getAcquire());
          long first = (long) Slab.WORD.getOpaque(slab.segment(), at);
          long second = (long) Slab.WORD.getOpaque(slab.segment(), at + Long.BYTES);
          reader.unpin();
          if (first != ~second) {
            bad++;
          } else if (first < newest) {
            back++;
          } else {
            newest = first;
          }
        }
        poisoned.addAndGet(bad);
        older.addAndGet(back);
        wholeReads.addAndGet(SECTIONS - bad - back);
      }
    }
    return null;
  }
}
