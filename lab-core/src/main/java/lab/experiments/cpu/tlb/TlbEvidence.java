package lab.experiments.cpu.tlb;

import java.util.List;
import java.util.Optional;
import lab.explore.Claim;
import lab.room.Bench;
import lab.room.Evidence;
import lab.room.Fact;
import lab.room.Findings;
import lab.room.Models;
import lab.room.NoEvidence;
import lab.room.Saying;
import lab.room.Series;

/** What this machine can say of its own TLB: how long loads take, and nothing of what it holds. */
final class TlbEvidence {
  static final String APART = "a line in each page";
  static final String PACKED = "as many lines, packed";
  static final String BASE = "memory in base pages";
  static final String HUGE = "memory in huge pages";
  static final String HEAP = "heap";
  static final String HUGE_HEAP = "heap in huge pages";

  /** In no first TLB that we know of, and in every second one. */
  static final int BEYOND = 256;

  private static final String TIMED =
      "time of a load; how many loads a walk does is not counted here";

  private TlbEvidence() {}

  static List<Evidence> all() {
    return List.of(
        new NoEvidence(
            TlbMachine.OWN_PAGES,
            "page tables and INVLPG are the kernel's: no program of ours can forget one"),
        Fact.of(TlbMachine.HUGE_BEATS_BASE, "page-bytes").about("the size of a base page here"),
        Fact.of(TlbMachine.HUGE_BEATS_BASE, "huge-pages")
            .about("who gets transparent huge pages here"),
        reach(),
        sizes(),
        Bench.beside(TlbMachine.HUGE_BEATS_BASE)
            .score(HUGE, "PageBench.hugePages", "pages=" + BEYOND)
            .about(
                "whether huge pages raise the reach: 256 lines, each a base page behind the one"
                    + " before")
            .analogue(TIMED),
        Bench.of(TlbMachine.HUGE_BEATS_BASE, HUGE_HEAP, HEAP)
            .score(HUGE_HEAP, "PageBench.heapInHugePages", "pages=65536")
            .score(HEAP, "PageBench.heap", "pages=65536")
            .about("a line in each page of a heap that the JVM has, or has not, in huge pages")
            .analogue(TIMED));
  }

  private static Series reach() {
    return Series.of(
            TlbMachine.FITS_BEATS_SPILLS,
            "pages",
            "pages",
            new Series.Shape.Knee(APART, 32, BEYOND, 1.5),
            16,
            32,
            64,
            128,
            BEYOND,
            1024,
            4096,
            16384,
            65536)
        .curve(APART, "PageBench.basePages", "")
        .curve(PACKED, "PageBench.packed", "")
        .predicted("model of 64 entries and 2048 behind them", APART, TlbEvidence::modelled)
        .about("dependent loads, one line in each page or all packed, by the number of pages")
        .analogue(TIMED);
  }

  private static Series sizes() {
    return Series.of(
            TlbMachine.HUGE_BEATS_BASE,
            "pages",
            "pages",
            new Series.Shape.Below(HUGE, BASE),
            16384,
            65536)
        .curve(HUGE, "PageBench.hugePages", "")
        .curve(BASE, "PageBench.basePages", "")
        .about("the same lines at the same addresses in huge pages and in base pages")
        .analogue(TIMED);
  }

  /**
   * Cycles of a load in a round of so many pages under LRU: the first TLB's 4 (those of the L1
   * cache), 7 more for the second, 14 more for the one entry that a walk has to load from L2. Going
   * round under LRU, all pages are hits or none is.
   */
  static double modelled(int pages) {
    return pages <= 64 ? 4 : pages <= 2048 ? 11 : 25;
  }

  static String sentence(Findings found, Models models) {
    Claim.Costs sizes = models.costs(TlbMachine.HUGE_BEATS_BASE);
    Setup set = Setup.of(Tlb.ROOM.controls().defaults());
    String few = "pages=16";
    String some = "pages=" + BEYOND;
    return Saying.that(
            "Model: %d rounds of %d pages through %d entries are %d loads of tables, %d in a page"
                + " of 2 MiB; without INVLPG another process's page is read in %s.",
            TlbMachine.ROUNDS,
            set.pages(),
            set.shape().entries(),
            sizes.b(),
            sizes.a(),
            models.steps(TlbMachine.OWN_PAGES, ""))
        .and(
            " Here a load takes %s ns if 16 pages are used, %s if 256 are, %s with the 256 lines"
                + " packed.",
            found.score(APART + ", " + few, 1),
            found.score(APART + ", " + some, 1),
            found.score(PACKED + ", " + some, 1))
        .and(" In huge pages these 256 take %s ns: %s.", found.score(HUGE, 1), grew(found))
        .and(
            " Of 65536, a load takes %s ns in base pages, %s in huge ones.",
            found.score(BASE + ", pages=65536", 0), found.score(HUGE + ", pages=65536", 0))
        .text();
  }

  /** Where huge pages reach further, the lines cost what they cost packed. */
  private static Optional<String> grew(Findings found) {
    Optional<Findings.Measured> apart = found.measured(APART + ", pages=" + BEYOND);
    Optional<Findings.Measured> packed = found.measured(PACKED + ", pages=" + BEYOND);
    Optional<Findings.Measured> huge = found.measured(HUGE);
    if (apart.isEmpty() || packed.isEmpty() || huge.isEmpty()) {
      return Optional.empty();
    }
    double halfWay = (apart.get().median() + packed.get().median()) / 2;
    return Optional.of(
        huge.get().median() < halfWay
            ? "the reach grew with the page"
            : "the reach did not grow, as where a hypervisor maps its guest by smaller pages");
  }
}
