package lab.cli.host;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import lab.host.CacheLevel;
import lab.host.Cpus;
import lab.host.HugePages;
import lab.host.Memory;
import lab.host.SystemFiles;

/**
 * What kind of machine this is, as it stands in {@code run.json}. What the system does not tell is
 * empty. Nothing in it names the machine, its owner or its place: no host name, user, address or
 * path.
 *
 * @param arch as Java names it, as in {@code amd64} or {@code aarch64}
 * @param cpuModel as the kernel names it; on ARM the implementer's and the part's number
 * @param cpusOnline CPUs that are switched on
 * @param cpusAllowed CPUs that this process may use
 * @param cpuQuota CPUs' worth of time that the container may use, if it is limited
 * @param caches those that the first CPU that this process may use sees, innermost first
 * @param lineBytes of the innermost data cache
 * @param governor of the first CPU's clock, as in {@code performance}
 * @param virtualMachine whether a hypervisor runs below
 * @param hugePages mode of transparent huge pages: {@code always}, {@code madvise} or {@code never}
 * @param kernel the kernel's release
 * @param iommuUnits IOMMUs that the kernel drives
 * @param iommuGroups groups of devices that an IOMMU can isolate from one another
 * @param rdmaDevices RDMA devices that the kernel shows
 * @param gc the collector of the JVMs that measure; this one's is chosen for a fast start
 */
public record MachineFacts(
    String os,
    String arch,
    Optional<String> cpuModel,
    Optional<Integer> cpusOnline,
    Optional<Integer> cpusAllowed,
    Optional<Double> cpuQuota,
    Optional<Integer> cores,
    Optional<Integer> threadsPerCore,
    List<Cache> caches,
    Optional<Integer> lineBytes,
    Optional<Integer> numaNodes,
    Optional<String> governor,
    Optional<Boolean> virtualMachine,
    Optional<Long> memoryBytes,
    Optional<Integer> pageBytes,
    Optional<String> hugePages,
    Optional<String> kernel,
    Optional<Integer> iommuUnits,
    Optional<Integer> iommuGroups,
    Optional<Integer> rdmaDevices,
    Jdk jdk,
    String gc) {

  /**
   * A cache.
   *
   * @param name as in {@code L1d}
   * @param sharedBy how many CPUs share it
   */
  public record Cache(
      String name,
      Optional<Long> bytes,
      Optional<Integer> lineBytes,
      Optional<Integer> ways,
      Optional<Integer> sharedBy) {
    private Optional<String> words() {
      return bytes.map(b ->
          "%s %d KiB%s%s"
              .formatted(
                  name,
                  b >> 10,
                  ways.map(w -> " of " + plural(w, "way")).orElse(""),
                  sharedBy.filter(n -> n > 1).map(n -> " for " + n + " CPUs").orElse("")));
    }

    static Cache of(CacheLevel level) {
      return new Cache(
          level.name(),
          level.bytes(),
          level.lineBytes(),
          level.ways(),
          Optional.of(level.sharedBy().size()).filter(n -> n > 0));
    }
  }

  /** The JDK that runs the lab, and the JVMs that measure. */
  public record Jdk(String version, String vendor, String vm) {
    static Jdk ofThisProcess() {
      return new Jdk(
          Runtime.version().toString(),
          System.getProperty("java.vendor"),
          System.getProperty("java.vm.name"));
    }
  }

  public static MachineFacts ofThisMachine() {
    return read(
        SystemFiles.ofThisMachine(),
        Cpus.ofThisMachine(),
        System.getProperty("os.name"),
        System.getProperty("os.arch"));
  }

  public static MachineFacts read(SystemFiles files, Cpus cpus, String os, String arch) {
    List<Integer> online = cpus.online();
    Optional<Integer> first = online.stream().findFirst();
    CpuInfo info = CpuInfo.read(files, arch);
    Memory memory = new Memory(files);
    return new MachineFacts(
        os,
        arch,
        info.model(),
        count(online),
        count(cpus.allowed()),
        quota(files),
        cpus.cores(),
        first.map(cpu -> cpus.siblings(cpu).size()),
        cpus.caches(cpus.first()).stream().map(Cache::of).toList(),
        cpus.cacheLine(),
        nodes(files),
        files.text("sys/devices/system/cpu/cpu0/cpufreq/scaling_governor"),
        info.virtualMachine(),
        boxed(memory.total()),
        boxed(memory.pageBytes()).map(Math::toIntExact),
        new HugePages(files).mode(),
        files.text("proc/sys/kernel/osrelease"),
        devices(files, "sys/class", "sys/class/iommu"),
        devices(files, "sys/kernel", "sys/kernel/iommu_groups"),
        devices(files, "sys/class", "sys/class/infiniband"),
        Jdk.ofThisProcess(),
        MeasuringJvm.GC);
  }

  /**
   * The caches that hold data, innermost first: {@code L1d 32 KiB of 8 ways, L2 1024 KiB of 8
   * ways}. Empty where the system does not tell.
   */
  public Optional<String> dataCaches() {
    List<String> told =
        caches.stream()
            .filter(c -> !c.name().endsWith("i"))
            .flatMap(c -> c.words().stream())
            .toList();
    return told.isEmpty() ? Optional.empty() : Optional.of(String.join(", ", told));
  }

  /** One line for people, as in {@code AMD EPYC, 2 CPUs on 2 cores, amd64, Linux, virtual}. */
  public String sentence() {
    List<String> parts = new ArrayList<>();
    parts.add(cpuModel.orElse("CPU of an unknown model"));
    cpusAllowed.ifPresent(
        n -> parts.add(plural(n, "CPU") + cores.map(c -> " on " + plural(c, "core")).orElse("")));
    memoryBytes.ifPresent(
        m -> parts.add(String.format(Locale.ROOT, "%.1f GiB", m / (double) (1 << 30))));
    parts.add(arch);
    parts.add(os + kernel.map(k -> " " + k).orElse(""));
    virtualMachine.filter(v -> v).ifPresent(v -> parts.add("virtual"));
    return String.join(", ", parts) + ".";
  }

  private static String plural(int n, String noun) {
    return n + " " + noun + (n == 1 ? "" : "s");
  }

  private static Optional<Integer> count(List<Integer> cpus) {
    return Optional.of(cpus.size()).filter(n -> n > 0);
  }

  private static Optional<Integer> nodes(SystemFiles files) {
    long nodes =
        files.names("sys/devices/system/node").stream().filter(n -> n.matches("node\\d+")).count();
    return Optional.of((int) nodes).filter(n -> n > 0);
  }

  /** A kernel that has none of a kind may not even have the folder; without its parent, unknown. */
  private static Optional<Integer> devices(SystemFiles files, String parent, String folder) {
    return files.exists(parent) ? Optional.of(files.names(folder).size()) : Optional.empty();
  }

  /** {@code 150000 100000} is one and a half CPUs; {@code max 100000} is no limit. */
  private static Optional<Double> quota(SystemFiles files) {
    return files
        .text("sys/fs/cgroup/cpu.max")
        .filter(t -> t.matches("\\d{1,12} [1-9]\\d{0,11}"))
        .map(t -> t.split(" "))
        .map(p -> Double.parseDouble(p[0]) / Double.parseDouble(p[1]));
  }

  private static Optional<Long> boxed(OptionalLong number) {
    return number.isPresent() ? Optional.of(number.getAsLong()) : Optional.empty();
  }
}
