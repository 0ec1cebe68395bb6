package lab.cli.report.compare;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import lab.cli.answer.RunDocument;
import lab.cli.report.Samples;
import lab.cli.report.kept.Estimate.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Each rule once where it applies, with what it says, and once where it does not. */
final class RuleTest {
  private static final RunDocument RUN = Samples.run("aba");

  private static List<String> reasons(Kind kind, String... replacements) {
    return Rule.reasons(
        Fingerprint.of("A", RUN), Fingerprint.of("B", Samples.changed("aba", replacements)), kind);
  }

  static Stream<Arguments> rules() {
    return Stream.of(
        Arguments.of(
            Kind.SHARE,
            "Memory order: A is x86-64, where only a load may pass an earlier store (TSO) and B is"
                + " AArch64, where independent accesses may pass each other (weak).",
            new String[] {"\"arch\":\"amd64\"", "\"arch\":\"aarch64\""}),
        Arguments.of(
            Kind.SHARE,
            "Fewer CPUs than actors: B has 1 CPU, so that its threads took turns; A has 2 CPUs.",
            new String[] {
              "\"timeSliced\":false", "\"timeSliced\":true",
              "\"parallelism\":{\"cpus\":2", "\"parallelism\":{\"cpus\":1"
            }),
        Arguments.of(
            Kind.SHARE,
            "Running together: two threads of B ran at the same time 30 % of the time, too little"
                + " for a race to have a fair chance; in A it was 99 %.",
            new String[] {
              "\"together\":0.9863348", "\"together\":0.3", "\"enough\":true", "\"enough\":false"
            }),
        Arguments.of(
            Kind.RATIO,
            "Caches: A and B have L2 of 1 MiB and 512 KiB.",
            new String[] {"\"bytes\":1048576", "\"bytes\":524288"}),
        Arguments.of(
            Kind.SHARE,
            "CPUs that may be used: A has 2 and B has 64.",
            new String[] {"\"cpusAllowed\":2", "\"cpusAllowed\":64"}),
        Arguments.of(
            Kind.RATIO,
            "NUMA nodes: A has 1 and B has 2.",
            new String[] {"\"numaNodes\":1", "\"numaNodes\":2"}),
        Arguments.of(
            Kind.RATIO,
            "Hardware threads of a core: A has 1 and B has 2.",
            new String[] {"\"threadsPerCore\":1", "\"threadsPerCore\":2"}),
        Arguments.of(
            Kind.SHARE,
            "Virtual machine: A is one, whose CPUs the hypervisor lends; B is none.",
            new String[] {"\"virtualMachine\":true", "\"virtualMachine\":false"}),
        Arguments.of(
            Kind.RATIO,
            "CPU: A has AMD EPYC and B has Other CPU.",
            new String[] {"\"cpuModel\":\"AMD EPYC\"", "\"cpuModel\":\"Other CPU\""}),
        Arguments.of(
            Kind.RATIO,
            "Transparent huge pages: A has madvise and B has always.",
            new String[] {"\"hugePages\":\"madvise\"", "\"hugePages\":\"always\""}),
        Arguments.of(
            Kind.SHARE,
            "JDK: A has 25.0.3+9-LTS, OpenJDK 64-Bit Server VM and B has 26+35, OpenJDK 64-Bit"
                + " Server VM.",
            new String[] {"\"version\":\"25.0.3+9-LTS\"", "\"version\":\"26+35\""}),
        Arguments.of(
            Kind.RATIO,
            "Garbage collector: A has G1 and B has Parallel.",
            new String[] {"\"gc\":\"G1\"", "\"gc\":\"Parallel\""}),
        Arguments.of(
            Kind.SHARE,
            "Lab: A was measured by commit 98efea5 and B by commit 11efea5 with changes; runs do"
                + " not record whether a test's code changed between them.",
            new String[] {"\"98efea5", "\"11efea5", "\"dirty\":false", "\"dirty\":true"}),
        Arguments.of(
            Kind.RATIO,
            "Noise: A was quiet; B was not quiet (it rained).",
            new String[] {
              "\"quiet\":true,\"reasons\":[]", "\"quiet\":false,\"reasons\":[\"it rained\"]"
            }));
  }

  @ParameterizedTest
  @MethodSource("rules")
  void aRuleSaysTheFactsOfBothSides(Kind kind, String sentence, String... replacements) {
    assertThat(reasons(kind, replacements)).contains(sentence);
    assertThat(reasons(kind)).isEmpty();
  }

  @Test
  void governorAndQuotaApplyWhereBothAreKnown() {
    RunDocument one =
        Samples.changed(
            "aba",
            "\"governor\":null",
            "\"governor\":\"performance\"",
            "\"cpuQuota\":null",
            "\"cpuQuota\":1.5");
    RunDocument other =
        Samples.changed(
            "aba",
            "\"governor\":null",
            "\"governor\":\"powersave\"",
            "\"cpuQuota\":null",
            "\"cpuQuota\":2.0");
    List<String> reasons =
        Rule.reasons(Fingerprint.of("A", one), Fingerprint.of("B", other), Kind.RATIO);
    assertThat(reasons)
        .containsExactly(
            "Quota: A has 1.5 CPUs and B has 2.0 CPUs.",
            "Clock governor: A has performance and B has powersave.");
    assertThat(Rule.reasons(Fingerprint.of("A", RUN), Fingerprint.of("B", other), Kind.RATIO))
        .isEmpty();
  }

  @Test
  void whatHasNoPartInSuchNumbersIsNotBlamed() {
    assertThat(reasons(Kind.RATIO, "\"arch\":\"amd64\"", "\"arch\":\"aarch64\"")).isEmpty();
    assertThat(reasons(Kind.SHARE, "\"bytes\":1048576", "\"bytes\":524288")).isEmpty();
    assertThat(reasons(Kind.SHARE, "\"hugePages\":\"madvise\"", "\"hugePages\":\"always\""))
        .isEmpty();
  }

  @Test
  void anUnknownFactIsNoDifference() {
    assertThat(reasons(Kind.RATIO, "\"hugePages\":\"madvise\"", "\"hugePages\":null")).isEmpty();
    assertThat(reasons(Kind.SHARE, "\"arch\":\"amd64\"", "\"arch\":\"vax\"")).isEmpty();
    assertThat(reasons(Kind.SHARE, "\"virtualMachine\":true", "\"virtualMachine\":null")).isEmpty();
  }

  @Test
  void theLikeliestReasonComesFirst() {
    assertThat(
            reasons(
                Kind.SHARE,
                "\"quiet\":true,\"reasons\":[]",
                "\"quiet\":false,\"reasons\":[\"it rained\"]",
                "\"arch\":\"amd64\"",
                "\"arch\":\"aarch64\""))
        .hasSize(2)
        .first()
        .asString()
        .startsWith("Memory order");
  }
}
