package lab.cli.doctor;

import java.util.List;
import java.util.Optional;
import lab.cli.answer.DoctorDocument.Check;
import lab.cli.host.MachineFacts;
import lab.host.SystemFiles;

/** What the machine has beside its CPUs, as far as the kernel shows it. */
final class Devices {
  private static final String PMU = "hardware counters";
  private static final String NUMA = "NUMA";
  private static final String PAGES = "huge pages";

  /** From this value on the kernel lets an ordinary user count nothing at all. */
  private static final long NO_COUNTING = 3;

  private final SystemFiles files;
  private final MachineFacts machine;

  Devices(SystemFiles files, MachineFacts machine) {
    this.files = files;
    this.machine = machine;
  }

  List<Check> checks() {
    return List.of(numa(), hugePages(), counters(), iommu(), rdma());
  }

  private Check numa() {
    return machine
        .numaNodes()
        .map(n ->
            n > 1
                ? Check.yes(NUMA, n + " nodes: local and remote memory can be told apart.")
                : Check.no(NUMA, "One node: there is no remote memory to measure."))
        .orElse(Check.unknown(NUMA, "The system shows no nodes."));
  }

  private Check hugePages() {
    Optional<String> mode = machine.hugePages();
    if (mode.isEmpty()) {
      return Check.unknown(PAGES, "The system does not show transparent huge pages.");
    }
    return mode.get().equals("never")
        ? Check.no(PAGES, "Transparent huge pages are switched off (never).")
        : Check.yes(PAGES, "Transparent huge pages can be had (%s).".formatted(mode.get()));
  }

  private Check counters() {
    boolean pmu =
        files.names("sys/bus/event_source/devices").stream()
            .anyMatch(d -> d.matches("cpu|cpu_core|cpum_cf|armv8_.*|arm_.*pmu.*"));
    if (!pmu) {
      return Check.no(
          PMU,
          "The kernel shows no unit that counts"
              + (machine.virtualMachine().orElse(false) ? ", as usual on a virtual machine" : "")
              + ": cache misses are inferred from ratios of times.");
    }
    return files
        .number("proc/sys/kernel/perf_event_paranoid")
        .map(p ->
            p >= NO_COUNTING
                ? Check.no(
                    PMU,
                    "There is a unit, but perf_event_paranoid is %d: only root may count."
                        .formatted(p))
                : Check.yes(
                    PMU,
                    "There is a unit, and perf_event_paranoid is %d: perf may count.".formatted(p)))
        .orElse(Check.unknown(PMU, "There is a unit; whether one may count is not shown."));
  }

  private Check iommu() {
    int groups = files.names("sys/kernel/iommu_groups").size();
    return groups > 0
        ? Check.yes("IOMMU", "Active, with %d groups of devices.".formatted(groups))
        : Check.no(
            "IOMMU", "None to be seen: devices reach all memory, or the hypervisor hides it.");
  }

  private Check rdma() {
    List<String> devices = files.names("sys/class/infiniband");
    return devices.isEmpty()
        ? Check.no("RDMA", "No device: queue pairs run on the software NIC only.")
        : Check.yes(
            "RDMA", "%d device%s.".formatted(devices.size(), devices.size() > 1 ? "s" : ""));
  }
}
