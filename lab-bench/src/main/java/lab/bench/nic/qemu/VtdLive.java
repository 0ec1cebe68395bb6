package lab.bench.nic.qemu;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import lab.bench.harness.LiveAnswers;
import lab.concurrent.nic.DmaAccess;
import lab.concurrent.nic.HostMemory;
import lab.concurrent.nic.Invalidation;

/**
 * QEMU's e1000 behind QEMU's VT-d: unmaps pages that the card has just read, and counts how often
 * the card still reads them ({@code open}) or is refused ({@code refused}). Then drives it and the
 * software NIC behind its IOMMU through the same steps and compares what each did.
 *
 * <p>Argument: {@code strict}, {@code lazy} or {@code never}, when the driver invalidates. Says
 * that it was skipped where there is no QEMU.
 */
public final class VtdLive {
  /** Fewer than fill the queue of lazy invalidation. */
  private static final int ROUNDS = 64;

  private static final long IOVA = 0x7002_0000L;

  /** Device addresses that do not push each other out of a small IOTLB, nor the rings. */
  private static final int IOVAS = 32;

  private static final int OWN = 0xA1;

  private VtdLive() {}

  public static void main(String[] arguments) throws IOException {
    run(LiveAnswers.start(), arguments.length == 0 ? "" : arguments[0]);
    System.exit(0);
  }

  static void run(LiveAnswers answers, String word) throws IOException {
    Invalidation invalidation = invalidation(word);
    String name = "QEMU's VT-d beside the software IOMMU, " + word;
    Optional<Path> qemu = QemuLive.program();
    if (qemu.isEmpty()) {
      answers.value(name, QemuLive.SKIPPED);
      return;
    }
    String program = qemu.get().toString();
    IommuTranscript.Seen theirs;
    try (VtdSide side = new VtdSide(program, invalidation)) {
      theirs = IommuTranscript.of(side);
    }
    IommuTranscript.Seen ours;
    try (SoftSide side = new SoftSide(invalidation)) {
      ours = IommuTranscript.of(side);
    }
    answers.value(name, Comparison.of(ours.lines(), theirs.lines()).text());
    if (invalidation == Invalidation.STRICT) {
      // The same with every policy: said once.
      for (int i = 0; i < theirs.apart().size(); i++) {
        answers.value(
            "known to differ: " + theirs.apart().get(i).what(),
            "QEMU: %s; ours: %s"
                .formatted(theirs.apart().get(i).seen(), ours.apart().get(i).seen()));
      }
    }
    try (VtdSide side = new VtdSide(program, invalidation)) {
      int open = open(side);
      answers.outcome("open", open);
      answers.outcome("refused", ROUNDS - open);
    }
  }

  private static Invalidation invalidation(String word) {
    return switch (word) {
      case "strict" -> Invalidation.STRICT;
      case "lazy" -> Invalidation.LAZY;
      case "never" -> Invalidation.NONE;
      default ->
          throw new IllegalArgumentException("strict, lazy or never (got %s)".formatted(word));
    };
  }

  /** In how many of 64 rounds the card reads a page whose unmapping has returned. */
  static int open(IommuSide side) {
    PageSender sender = new PageSender(side);
    int open = 0;
    for (int i = 0; i < ROUNDS; i++) {
      long iova = IOVA + (long) (i % IOVAS) * HostMemory.PAGE_BYTES;
      if (i == IOVAS) {
        side.flush(); // The same device addresses come again.
      }
      side.map(iova, sender.page(OWN), DmaAccess.READ);
      if (!sender.send(iova).wire().equals(PageSender.whole(OWN))) {
        throw new IllegalStateException("the card does not send from a mapped page");
      }
      side.unmap(iova);
      if (!sender.send(iova).wire().equals(PageSender.NOTHING)) {
        open++;
      }
    }
    return open;
  }
}
