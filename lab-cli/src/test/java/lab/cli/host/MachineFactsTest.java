package lab.cli.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import lab.host.Cpus;
import lab.host.SystemFiles;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class MachineFactsTest {
  @TempDir private Path root;

  @Test
  void anX86VirtualMachine() throws IOException {
    write("proc/cpuinfo", "processor\t: 0\nmodel name\t: AMD EPYC\nflags\t\t: fpu sse2 hypervisor");
    write("sys/devices/system/cpu/online", "0-1");
    write("sys/devices/system/cpu/cpu0/topology/thread_siblings_list", "0");
    write("sys/devices/system/cpu/cpu1/topology/thread_siblings_list", "1");
    write("sys/devices/system/cpu/cpu0/cache/index0/level", "1");
    write("sys/devices/system/cpu/cpu0/cache/index0/type", "Data");
    write("sys/devices/system/cpu/cpu0/cache/index0/size", "32K");
    write("sys/devices/system/cpu/cpu0/cache/index0/coherency_line_size", "64");
    write("sys/devices/system/node/node0/meminfo", "");
    write("proc/meminfo", "MemTotal:       24684084 kB\nMemFree: 1 kB");
    write("proc/self/smaps", "7f00-7f01 r--p\nSize: 4 kB\nKernelPageSize:        4 kB");
    write("sys/kernel/mm/transparent_hugepage/enabled", "always [madvise] never");
    write("sys/fs/cgroup/cpu.max", "150000 100000");
    write("proc/sys/kernel/osrelease", "6.18.44");
    MachineFacts facts = read("amd64", 0, 1);
    assertThat(facts.cpuModel()).contains("AMD EPYC");
    assertThat(facts.virtualMachine()).contains(true);
    assertThat(facts.cores()).contains(2);
    assertThat(facts.threadsPerCore()).contains(1);
    assertThat(facts.lineBytes()).contains(64);
    assertThat(facts.dataCaches()).contains("L1d 32 KiB");
    assertThat(facts.numaNodes()).contains(1);
    assertThat(facts.memoryBytes()).contains(24684084L << 10);
    assertThat(facts.pageBytes()).contains(4096);
    assertThat(facts.hugePages()).contains("madvise");
    assertThat(facts.cpuQuota()).contains(1.5);
    assertThat(facts.governor()).isEmpty();
    assertThat(facts.sentence())
        .isEqualTo("AMD EPYC, 2 CPUs on 2 cores, 23.5 GiB, amd64, Linux 6.18.44, virtual.");
  }

  @Test
  void anArmBoardTellsNumbersOnly() throws IOException {
    write("proc/cpuinfo", "processor\t: 0\nCPU implementer\t: 0x41\nCPU part\t: 0xd0c");
    write("sys/devices/system/cpu/online", "0-3");
    write("sys/devices/system/cpu/cpu0/cpufreq/scaling_governor", "ondemand");
    MachineFacts facts = read("aarch64", 0, 1, 2, 3);
    assertThat(facts.cpuModel()).contains("implementer 0x41 part 0xd0c");
    assertThat(facts.virtualMachine()).isEmpty();
    assertThat(facts.governor()).contains("ondemand");
    assertThat(facts.caches()).isEmpty();
    assertThat(facts.dataCaches()).isEmpty();
  }

  @Test
  void aBoardWithADeviceTreeTellsItsName() throws IOException {
    write("proc/device-tree/model", "Raspberry Pi 4 Model B\0");
    assertThat(read("aarch64", 0).cpuModel()).contains("Raspberry Pi 4 Model B");
  }

  @Test
  void twoNodesAreCounted() throws IOException {
    write("sys/devices/system/node/node0/distance", "10 21");
    write("sys/devices/system/node/node1/distance", "21 10");
    write("sys/devices/system/node/possible", "0-1");
    assertThat(read("amd64", 0).numaNodes()).contains(2);
  }

  @Test
  void devicesAreCountedAndAFolderThatIsMissingHasNone() throws IOException {
    write("sys/class/iommu/dmar0/name", "");
    write("sys/kernel/iommu_groups/0/type", "DMA");
    write("sys/kernel/iommu_groups/1/type", "DMA");
    MachineFacts facts = read("amd64", 0);
    assertThat(facts.iommuUnits()).contains(1);
    assertThat(facts.iommuGroups()).contains(2);
    assertThat(facts.rdmaDevices()).contains(0);
    write("sys/class/infiniband/mlx5_0/node_type", "1: CA");
    assertThat(read("amd64", 0).rdmaDevices()).contains(1);
  }

  @Test
  void whatNothingTellsIsNullInJson() {
    JsonNode json = JsonMapper.shared().valueToTree(read("amd64"));
    for (String field :
        List.of(
            "cpuModel",
            "cpusOnline",
            "cores",
            "lineBytes",
            "numaNodes",
            "governor",
            "virtualMachine",
            "memoryBytes",
            "pageBytes",
            "hugePages",
            "kernel",
            "iommuUnits",
            "iommuGroups",
            "rdmaDevices",
            "cpuQuota")) {
      assertThat(json.has(field)).as(field).isTrue();
      assertThat(json.path(field).isNull()).as(field).isTrue();
    }
    assertThat(json.path("arch").asString()).isEqualTo("amd64");
    assertThat(json.path("jdk").path("version").asString()).startsWith("25");
  }

  /** The privacy rule: nothing that names this machine, its user or its place. */
  @Test
  void theMachineStaysAnonymous() throws IOException {
    String json = JsonMapper.shared().writeValueAsString(MachineFacts.ofThisMachine());
    assertThat(json).doesNotContain(System.getProperty("user.dir"));
    assertThat(json).doesNotContain(System.getProperty("java.home"));
    Path name = Path.of("/proc/sys/kernel/hostname");
    if (Files.exists(name) && Files.readString(name).strip().length() > 3) {
      assertThat(json).doesNotContain(Files.readString(name).strip());
    }
  }

  private MachineFacts read(String arch, Integer... allowed) {
    SystemFiles files = new SystemFiles(root);
    return MachineFacts.read(files, new Cpus(files, List.of(allowed)), "Linux", arch);
  }

  private void write(String path, String text) throws IOException {
    Files.createDirectories(root.resolve(path).getParent());
    Files.writeString(root.resolve(path), text + "\n");
  }
}
