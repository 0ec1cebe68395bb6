package lab.cli.doctor;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import lab.cli.answer.DoctorDocument.Check;
import lab.cli.command.Console;
import lab.cli.host.MachineFacts;
import lab.cli.host.Quietness;
import lab.host.Parallelism;
import lab.host.SystemFiles;
import lab.memorymodel.Architecture;

/** Goes through what a machine can show and why not the rest. */
final class Doctor {
  private static final String NOISE = "timings";

  private final SystemFiles files;
  private final MachineFacts machine;

  Doctor(SystemFiles files, MachineFacts machine) {
    this.files = files;
    this.machine = machine;
  }

  /** Every check, those that matter to most rooms first. */
  List<Check> checks(Parallelism parallelism, Quietness.Look look, Timer timer, Console console) {
    List<Check> checks = new ArrayList<>();
    checks.add(races(parallelism));
    checks.add(memory(Architecture.of(machine.arch())));
    checks.add(timings(look));
    checks.add(timer.check());
    checks.add(caches());
    checks.add(clock());
    machine.cpuQuota().ifPresent(q -> checks.add(quota(q)));
    checks.addAll(new Devices(files, machine).checks());
    checks.add(jdk());
    checks.add(terminal(console));
    return checks;
  }

  static Check memory(Architecture architecture) {
    return new Check(
        "memory reordering",
        switch (architecture.shows()) {
          case ALL -> Check.Shows.YES;
          case SOME -> Check.Shows.PARTLY;
          case UNKNOWN -> Check.Shows.UNKNOWN;
        },
        architecture.memory());
  }

  static Check races(Parallelism parallelism) {
    String topic = "races of two threads";
    if (parallelism.cpus() == 1) {
      return Check.no(topic, parallelism.sentence());
    }
    return parallelism.enough()
        ? Check.yes(topic, parallelism.sentence())
        : Check.partly(topic, parallelism.sentence());
  }

  static Check timings(Quietness.Look look) {
    List<String> against = Quietness.against(look);
    if (!against.isEmpty()) {
      return Check.partly(
          NOISE,
          "Not quiet: " + String.join("; ", against) + ". Comparisons will be inconclusive.");
    }
    return Check.yes(
        NOISE,
        String.format(
            Locale.ROOT,
            "Quiet: a spinning thread lost %.1f %% of its time, %.1f ms at the longest.",
            100 * look.paused(),
            look.longestPauseMicros() / 1e3));
  }

  private Check caches() {
    if (machine.caches().isEmpty()) {
      return Check.unknown(
          "cache effects", "The system shows no caches; sizes in the rooms are presets.");
    }
    String sizes =
        machine.caches().stream()
            .filter(c -> !c.name().endsWith("i"))
            .map(c -> c.name() + c.bytes().map(b -> " " + size(b)).orElse(""))
            .collect(Collectors.joining(", "));
    String finding =
        sizes
            + machine.lineBytes().map(l -> "; lines of " + l + " bytes").orElse("; line unknown")
            + ".";
    return machine.virtualMachine().orElse(false)
        ? Check.partly(
            "cache effects",
            finding + " On a virtual machine others use the last level too: its edge lies lower.")
        : Check.yes("cache effects", finding);
  }

  private Check clock() {
    if (machine.governor().isEmpty()) {
      return Check.unknown(
          "steady clock",
          "The system does not show the CPU's clock"
              + (machine.virtualMachine().orElse(false)
                  ? ", as usual on a virtual machine."
                  : "."));
    }
    String governor = machine.governor().get();
    return governor.equals("performance")
        ? Check.yes("steady clock", "The governor is performance.")
        : Check.partly(
            "steady clock",
            "The governor is %s: short runs may be timed before the clock has risen."
                .formatted(governor));
  }

  private static Check quota(double cpus) {
    return Check.partly(
        "unbroken running",
        String.format(
            Locale.ROOT,
            "This container may use %.1f CPUs' worth of time; then its threads are stopped.",
            cpus));
  }

  private Check jdk() {
    MachineFacts.Jdk jdk = machine.jdk();
    return Check.yes(
        "JDK",
        "%s by %s, %s. JVMs that measure use %s."
            .formatted(jdk.version(), jdk.vendor(), jdk.vm(), machine.gc()));
  }

  static Check terminal(Console console) {
    if (console.interactive()) {
      return Check.yes(
          "driving by keys",
          "A terminal of %d columns or more%s."
              .formatted(console.width(), console.colour() ? ", with colours" : ""));
    }
    return Check.partly(
        "driving by keys",
        "No terminal with cursor movement here: drive reads lines, or a schedule with --do.");
  }

  /** In the largest unit of 1024 that leaves a whole number. */
  static String size(long bytes) {
    String[] units = {"B", "KiB", "MiB", "GiB", "TiB"};
    int unit = 0;
    long left = bytes;
    while (left % 1024 == 0 && left > 0 && unit < units.length - 1) {
      left /= 1024;
      unit++;
    }
    return left + " " + units[unit];
  }
}
