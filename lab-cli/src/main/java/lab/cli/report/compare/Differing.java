package lab.cli.report.compare;

import java.util.Optional;
import java.util.function.Function;
import lab.cli.report.kept.Estimate;

/** A fact that is known of both sides and is not the same. */
record Differing(Fact fact) implements Rule {

  /** Facts that speak for themselves: a name, and the value in words. */
  enum Fact {
    CPUS("CPUs that may be used", f -> f.machine().cpusAllowed(), false),
    NODES("NUMA nodes", f -> f.machine().numaNodes(), true),
    QUOTA("Quota", f -> f.machine().cpuQuota().map(q -> q + " CPUs"), false),
    SMT("Hardware threads of a core", f -> f.machine().threadsPerCore(), false),
    CPU_MODEL("CPU", f -> f.machine().cpuModel(), false),
    GOVERNOR("Clock governor", f -> f.machine().governor(), true),
    HUGE_PAGES("Transparent huge pages", f -> f.machine().hugePages(), true),
    JDK(
        "JDK",
        f -> Optional.of(f.machine().jdk().version() + ", " + f.machine().jdk().vm()),
        false),
    COLLECTOR("Garbage collector", f -> Optional.of(f.machine().gc()), true);

    private final String name;

    @SuppressWarnings("ImmutableEnumChecker") // reads a value and keeps none
    private final Function<Fingerprint, Optional<?>> value;

    /** Whether it has no part in how often a race shows. */
    private final boolean ofCosts;

    Fact(String name, Function<Fingerprint, Optional<?>> value, boolean ofCosts) {
      this.name = name;
      this.value = value;
      this.ofCosts = ofCosts;
    }
  }

  @Override
  public Optional<String> explain(Fingerprint a, Fingerprint b, Estimate.Kind kind) {
    Optional<?> one = fact.value.apply(a);
    Optional<?> other = fact.value.apply(b);
    boolean matters = kind == Estimate.Kind.RATIO || !fact.ofCosts;
    return matters && one.isPresent() && other.isPresent() && !one.equals(other)
        ? Optional.of(
            "%s: %s has %s and %s has %s."
                .formatted(fact.name, a.name(), one.get(), b.name(), other.get()))
        : Optional.empty();
  }
}
