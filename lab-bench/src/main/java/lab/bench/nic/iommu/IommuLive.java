package lab.bench.nic.iommu;

import java.util.Locale;
import java.util.SplittableRandom;
import lab.bench.harness.LiveAnswers;
import lab.concurrent.nic.HostMemory;
import lab.concurrent.nic.Invalidation;

/**
 * A check of the lab's own software NIC: gives it addresses to send from, right ones and wrong
 * ones, and looks at what comes out on its wire: its own buffer's bytes, nothing because it was
 * refused, or the bytes of somebody else. It strays where it is told to, so nothing here is an
 * observation of a device that went astray; what is said are values, and no verdict is made of
 * them.
 *
 * <p>Half of the addresses lie in the one buffer that is mapped, the others anywhere in memory and
 * a little beyond, but where nothing is mapped for the NIC: its rings are not a stranger's. Behind
 * an IOMMU it then shows when an unmapped buffer stops being readable, and what is said to a wrong
 * direction and to a wrong requester.
 */
public final class IommuLive {
  private static final int TRIES_BETWEEN_LOOKS = 10_000;

  /** Bytes beyond the end of memory that are tried too. */
  private static final int BEYOND = 1 << 16;

  private IommuLive() {}

  public static void main(String[] args) {
    run(
        LiveAnswers.start(),
        LiveAnswers.setting(args, "iommu", "on"),
        LiveAnswers.millis(args, 1_000));
    System.exit(0);
  }

  /**
   * @param iommu {@code on} or {@code passthrough}
   */
  static void run(LiveAnswers answers, String iommu, long millis) {
    boolean on = iommu.equals("on");
    long end = System.nanoTime() + millis * 1_000_000;
    try (Probe probe = new Probe(on, Invalidation.STRICT)) {
      count(answers, probe, iommu, end);
      if (on) {
        answers.value("faults recorded of those refused", probe.faults());
      }
      answers.value("0xf000, " + iommu, Probe.text(probe.send(Probe.KERNEL)));
    }
    if (on) {
      for (Invalidation invalidation : Invalidation.values()) {
        answers.value("unmapped, then read, " + word(invalidation), afterUnmap(invalidation));
      }
      answers.value("read of a page that may be written only", wrongDirection());
      answers.value("read by a device without a context", wrongRequester());
    }
  }

  /** As the room's control says it. */
  private static String word(Invalidation invalidation) {
    return switch (invalidation) {
      case STRICT -> "strict";
      case LAZY -> "lazy";
      case NONE -> "never";
    };
  }

  private static void count(LiveAnswers answers, Probe probe, String iommu, long end) {
    SplittableRandom random = new SplittableRandom(1);
    long right = 0;
    long own = 0;
    long wrong = 0;
    long stray = 0;
    do {
      for (int i = 0; i < TRIES_BETWEEN_LOOKS; i++) {
        if (random.nextBoolean()) {
          long within = random.nextLong(HostMemory.PAGE_BYTES / Probe.LINE) * Probe.LINE;
          right++;
          own += probe.send(probe.own() + within) == Probe.Seen.OWN ? 1 : 0;
        } else {
          wrong++;
          stray += probe.send(unmapped(probe, random)) == Probe.Seen.NOTHING ? 0 : 1;
        }
      }
    } while (System.nanoTime() < end);
    answers.value("strays, " + iommu, of(stray, wrong) + " wrong addresses");
    answers.value("own buffer, " + iommu, of(own, right) + " right addresses");
  }

  private static String of(long seen, long tried) {
    return String.format(Locale.ROOT, "%,d of %,d", seen, tried);
  }

  private static long unmapped(Probe probe, SplittableRandom random) {
    while (true) {
      long anywhere = random.nextLong((probe.bytes() + BEYOND) / Probe.LINE) * Probe.LINE;
      if (!probe.isMapped(anywhere)) {
        return anywhere;
      }
    }
  }

  /** The device has just read the buffer, so it remembers where that lies. */
  private static String afterUnmap(Invalidation invalidation) {
    try (Probe probe = new Probe(true, invalidation)) {
      String before = Probe.text(probe.send(probe.own()));
      probe.unmap();
      String after = Probe.text(probe.send(probe.own()));
      probe.flush();
      return before + ", " + after + ", after a flush " + Probe.text(probe.send(probe.own()));
    }
  }

  private static String wrongDirection() {
    try (Probe probe = new Probe(true, Invalidation.STRICT)) {
      probe.send(probe.mapForWriting());
      return probe.lastFault();
    }
  }

  private static String wrongRequester() {
    try (Probe probe = new Probe(true, Invalidation.STRICT)) {
      probe.detach();
      probe.send(probe.own());
      return probe.lastFault();
    }
  }
}
