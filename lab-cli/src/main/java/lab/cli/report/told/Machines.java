package lab.cli.report.told;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import lab.cli.answer.RunDocument;
import lab.cli.host.LabFacts;
import lab.cli.host.MachineFacts;
import lab.cli.host.Quietness;
import lab.cli.report.kept.Estimate;
import lab.cli.report.kept.Kept;
import lab.memorymodel.Architecture;

/** The machines of some runs, each told once. */
final class Machines {
  private static final int DATE = "2026-11-20".length();
  private static final int SHORT_COMMIT = 7;

  private final Map<MachineFacts, List<Kept>> runs = new LinkedHashMap<>();

  Machines(List<Kept> kept) {
    kept.stream()
        .sorted(Comparator.comparing(k -> k.run().begun()))
        .forEach(k -> runs.computeIfAbsent(k.run().machine(), _ -> new ArrayList<>()).add(k));
  }

  /** Empty where there is only one machine. */
  String name(RunDocument run) {
    int at = List.copyOf(runs.keySet()).indexOf(run.machine());
    return runs.size() == 1 ? "" : "machine " + (at + 1);
  }

  List<ReportDocument.Machine> told() {
    return runs.values().stream().map(this::told).toList();
  }

  private ReportDocument.Machine told(List<Kept> of) {
    List<RunDocument> docs = of.stream().map(Kept::run).toList();
    MachineFacts machine = docs.getFirst().machine();
    return new ReportDocument.Machine(
        name(docs.getFirst()),
        machine.sentence(),
        facts(machine),
        measured(docs),
        noise(docs),
        docs.stream().allMatch(d -> d.quiet().map(Quietness::quiet).orElse(false)));
  }

  private static List<String> facts(MachineFacts m) {
    List<String> facts = new ArrayList<>();
    String caches =
        m.caches().stream()
            .filter(c -> c.bytes().isPresent())
            .map(c -> c.name() + " " + size(c.bytes().get()))
            .collect(Collectors.joining(", "));
    facts.add(caches.isEmpty() ? "caches unknown" : caches);
    m.lineBytes().ifPresent(n -> facts.add("lines of " + n + " bytes"));
    facts.add("memory order " + order(m.arch()));
    m.numaNodes().ifPresent(n -> facts.add(n == 1 ? "1 NUMA node" : n + " NUMA nodes"));
    m.cpuQuota().ifPresent(q -> facts.add("quota of " + q + " CPUs"));
    m.governor().ifPresent(g -> facts.add("clock governor " + g));
    facts.add("JDK " + m.jdk().version() + " (" + m.jdk().vendor() + "), " + m.gc());
    return facts;
  }

  private static String order(String arch) {
    Architecture architecture = Architecture.of(arch);
    return architecture.family() == Architecture.Family.UNKNOWN
        ? "unknown"
        : architecture.keepsLoadsBeforeStores() ? "TSO" : "weak";
  }

  private static String size(long bytes) {
    return bytes >= 1 << 20
        ? String.format(Locale.ROOT, "%.1f MiB", bytes / (double) (1 << 20)).replace(".0 ", " ")
        : bytes / 1024 + " KiB";
  }

  private static String measured(List<RunDocument> docs) {
    TreeSet<String> days =
        docs.stream()
            .map(d -> d.begun().substring(0, Math.min(DATE, d.begun().length())))
            .collect(Collectors.toCollection(TreeSet::new));
    String when = days.size() == 1 ? "on " + days.first() : days.first() + " to " + days.last();
    String commits =
        docs.stream()
            .map(RunDocument::lab)
            .distinct()
            .map(Machines::lab)
            .distinct()
            .collect(Collectors.joining(", "));
    return "%s %s by lab %s"
        .formatted(docs.size() == 1 ? "1 run" : docs.size() + " runs", when, commits);
  }

  private static String lab(LabFacts lab) {
    return lab.commit()
        .map(c ->
            c.substring(0, Math.min(SHORT_COMMIT, c.length()))
                + (lab.dirty().orElse(false) ? " with changes" : ""))
        .orElse("of an unknown commit");
  }

  /** How much else went on, in numbers, and which runs it disturbed. */
  private static String noise(List<RunDocument> docs) {
    String together =
        "Two threads ran at the same time "
            + range(docs.stream().map(d -> d.parallelism().together()).toList())
            + " of the time";
    List<Double> paused =
        docs.stream()
            .flatMap(d -> d.quiet().stream())
            .flatMap(q -> Stream.of(q.before().paused(), q.after().paused()))
            .toList();
    String kept =
        paused.isEmpty()
            ? ""
            : "; a spinning thread was kept from running " + range(paused) + " of it";
    String restless =
        docs.stream()
            .filter(d -> d.quiet().filter(q -> !q.quiet()).isPresent())
            .map(d ->
                "%s was not quiet: %s."
                    .formatted(
                        d.experiment().id(), String.join("; ", d.quiet().orElseThrow().reasons())))
            .collect(Collectors.joining(" "));
    return together + kept + "." + (restless.isEmpty() ? "" : " " + restless);
  }

  private static String range(List<Double> shares) {
    double low = shares.stream().mapToDouble(s -> s).min().orElseThrow();
    double high = shares.stream().mapToDouble(s -> s).max().orElseThrow();
    String least = Estimate.percent(low);
    String most = Estimate.percent(high);
    return least.equals(most) ? least : least + " to " + most;
  }
}
