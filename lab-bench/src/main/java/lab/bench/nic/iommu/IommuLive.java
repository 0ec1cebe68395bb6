package lab.bench.nic.iommu;

import java.util.Locale;
import java.util.SplittableRandom;
import lab.bench.harness.LiveAnswers;
import lab.concurrent.nic.HostMemory;
import lab.concurrent.nic.Invalidation;

/**
 * Gives the software NIC addresses to send from, right ones and wrong ones, and looks at what comes
 * out on its wire: its own buffer's bytes, nothing because the IOMMU refused, or the bytes of
 * somebody else.
 *
 * <p>Half of the addresses lie in the one buffer that is mapped, the others anywhere in memory and
 * a little beyond, but where nothing is mapped for the NIC: its rings are not a stranger's. Behind
 * an IOMMU it then shows when an unmapped buffer stops being readable, and what is said to a wrong
 * direction and to a wrong requester.
 */
public final class IommuLive {
  private static final int TRIES_BETWEEN_LINES = 10_000;

  /** Bytes beyond the end of memory that are tried too. */
  private static final int BEYOND = 1 << 16;

  private IommuLive() {}

  public static void main(String[] args) {
    LiveAnswers answers = LiveAnswers.start();
    boolean on = LiveAnswers.setting(args, "iommu", "on").equals("on");
    long end = System.nanoTime() + LiveAnswers.millis(args, 1_000) * 1_000_000;
    try (Probe probe = new Probe(on, Invalidation.STRICT)) {
      count(answers, probe, end);
      if (on) {
        answers.value("faults recorded of those refused", probe.faults());
      } else {
        answers.value("at 0x0100, physical", Probe.text(probe.send(Probe.KERNEL)));
      }
    }
    if (on) {
      for (Invalidation invalidation : Invalidation.values()) {
        answers.value(
            "unmapped, then read, " + invalidation.name().toLowerCase(Locale.ROOT),
            afterUnmap(invalidation));
      }
      answers.value("read of a page that may be written only", wrongDirection());
      answers.value("read by a device without a context", wrongRequester());
    }
    System.exit(0);
  }

  private static void count(LiveAnswers answers, Probe probe, long end) {
    SplittableRandom random = new SplittableRandom(1);
    long own = 0;
    long refused = 0;
    long stray = 0;
    do {
      for (int i = 0; i < TRIES_BETWEEN_LINES; i++) {
        long within = random.nextLong(HostMemory.PAGE_BYTES / Probe.LINE) * Probe.LINE;
        long iova = random.nextBoolean() ? probe.own() + within : unmapped(probe, random);
        switch (probe.send(iova)) {
          case OWN -> own++;
          case NOTHING -> refused++;
          case FOREIGN -> stray++;
        }
      }
      answers.outcome("own", own);
      answers.outcome("refused", refused);
      answers.outcome("stray", stray);
    } while (System.nanoTime() < end);
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
