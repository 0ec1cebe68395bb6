package lab.cli.report.compare;

import java.util.List;
import java.util.Optional;
import lab.cli.report.kept.Estimate;

/** Something in two fingerprints that may be why two runs differ. */
interface Rule {
  /**
   * The rules, the likeliest reason first: what decides whether a thing can happen at all, then
   * what changes how often or how long, then what disturbs.
   */
  List<Rule> ALL =
      List.of(
          new MemoryOrder(),
          new Sliced(),
          new TooSeldomTogether(),
          new Caches(),
          new Differing(Differing.Fact.CPUS),
          new Differing(Differing.Fact.NODES),
          new Differing(Differing.Fact.QUOTA),
          new Differing(Differing.Fact.SMT),
          new VirtualMachine(),
          new Differing(Differing.Fact.CPU_MODEL),
          new Differing(Differing.Fact.GOVERNOR),
          new Differing(Differing.Fact.HUGE_PAGES),
          new Differing(Differing.Fact.JDK),
          new Differing(Differing.Fact.COLLECTOR),
          new Build(),
          new Noise());

  /**
   * One sentence that names the facts of both sides, if they differ in a way that matters to such
   * numbers.
   */
  Optional<String> explain(Fingerprint a, Fingerprint b, Estimate.Kind kind);

  /** Everything that applies, the likeliest first. */
  static List<String> reasons(Fingerprint a, Fingerprint b, Estimate.Kind kind) {
    return ALL.stream().flatMap(rule -> rule.explain(a, b, kind).stream()).toList();
  }
}
