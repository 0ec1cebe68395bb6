package lab.bench.memory.rcu;

import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import lab.bench.harness.LiveAnswers;
import lab.concurrent.reclaim.EpochDomain;
import lab.concurrent.reclaim.EpochReader;
import lab.concurrent.reclaim.PinFence;
import lab.concurrent.reclaim.Slab;

/**
 * One thread reads the block that a pointer leads to, pinned, again and again; another replaces the
 * block and frees the old one: at once (argument {@code now}), or after a grace period ({@code
 * after-grace-period}), which is then waited for and timed. A reader that finds poison has read a
 * freed block; the slab itself put it there.
 */
public final class GracePeriods {
  private static final int BLOCKS = 64;

  /** Words read within one section: enough that the writer can come in between. */
  private static final int WORDS = 8;

  private static final long ANSWER_EVERY_NANOS = 200_000_000;

  private final LiveAnswers answers;
  private final boolean now;
  private final Slab slab;
  private final EpochDomain domain;
  private final AtomicInteger pointer;
  private final AtomicLong whole = new AtomicLong();
  private final AtomicLong poisoned = new AtomicLong();
  private volatile boolean over;

  private GracePeriods(LiveAnswers answers, boolean now, Slab slab) {
    this.answers = answers;
    this.now = now;
    this.slab = slab;
    domain = new EpochDomain(slab, 1, BLOCKS / 2, PinFence.READER);
    pointer = new AtomicInteger(fresh(0));
  }

  public static void main(String[] arguments) throws InterruptedException {
    run(arguments, LiveAnswers.start());
    // The parent's watch would keep this JVM.
    System.exit(0);
  }

  static void run(String[] arguments, LiveAnswers answers) throws InterruptedException {
    if (arguments.length == 0 || !arguments[0].matches("now|after-grace-period")) {
      throw new IllegalArgumentException("the first argument is now or after-grace-period");
    }
    long nanos = LiveAnswers.millis(arguments, 1_000) * 1_000_000;
    try (Arena arena = Arena.ofShared()) {
      Slab slab = new Slab(arena, BLOCKS, WORDS);
      new GracePeriods(answers, arguments[0].equals("now"), slab).run(nanos);
    }
  }

  private void run(long nanos) throws InterruptedException {
    Thread reader = Thread.ofPlatform().name("reader").start(this::read);
    long longest = 0;
    long periods = 0;
    try {
      long end = System.nanoTime() + nanos;
      long answer = System.nanoTime() + ANSWER_EVERY_NANOS;
      for (long version = 1; System.nanoTime() < end; version++) {
        int old = pointer.getAndSet(fresh(version));
        if (now) {
          slab.free(old);
        } else {
          long began = System.nanoTime();
          if (!domain.retire(old)) {
            throw new IllegalStateException("full, although every grace period was waited for");
          }
          domain.synchronize();
          longest = Math.max(longest, System.nanoTime() - began);
          periods++;
        }
        if (System.nanoTime() > answer) {
          counts();
          answer += ANSWER_EVERY_NANOS;
        }
      }
    } finally {
      over = true;
      reader.join();
    }
    counts();
    if (!now) {
      answers.value("grace periods", periods);
      answers.value("longest grace period", String.format(Locale.ROOT, "%,.1f µs", longest / 1e3));
    }
  }

  private void counts() {
    answers.outcome("whole", whole.get());
    answers.outcome("poison", poisoned.get());
  }

  private int fresh(long version) {
    int block = slab.allocate();
    for (int word = 0; word < WORDS; word++) {
      slab.segment().set(JAVA_LONG, slab.offset(block) + word * (long) Long.BYTES, version);
    }
    return block;
  }

  private void read() {
    try (EpochReader reader = domain.reader()) {
      while (!over) {
        reader.pin();
        long at = slab.offset(pointer.getAcquire());
        boolean poison = false;
        for (int word = 0; word < WORDS; word++) {
          poison |=
              (long) Slab.WORD.getOpaque(slab.segment(), at + word * (long) Long.BYTES)
                  == Slab.POISON;
        }
        reader.unpin();
        (poison ? poisoned : whole).setOpaque((poison ? poisoned : whole).getPlain() + 1);
      }
    }
  }
}
