package lab.cli.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import lab.cli.Golden;
import lab.cli.Printed;
import lab.cli.Ran;
import lab.cli.answer.DoctorDocument;
import lab.cli.answer.Documents;
import lab.cli.host.LabFacts;
import lab.cli.host.MachineFacts;
import lab.cli.host.Quietness.Look;
import lab.host.Cpus;
import lab.host.Parallelism;
import lab.host.SystemFiles;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The document of {@code lab doctor}: committed, read back, printed from. */
final class DoctorDocumentTest {
  @TempDir private Path root;

  @Test
  void aServerIsToldByItsDocument() throws IOException {
    write("proc/cpuinfo", "processor\t: 0\nmodel name\t: AMD EPYC\nflags\t\t: fpu sse2 hypervisor");
    write("sys/devices/system/cpu/online", "0-1");
    write("sys/devices/system/cpu/cpu0/topology/thread_siblings_list", "0");
    write("sys/devices/system/cpu/cpu1/topology/thread_siblings_list", "1");
    write("sys/devices/system/cpu/cpu0/cache/index0/level", "1");
    write("sys/devices/system/cpu/cpu0/cache/index0/type", "Data");
    write("sys/devices/system/cpu/cpu0/cache/index0/size", "32K");
    write("sys/devices/system/cpu/cpu0/cache/index0/coherency_line_size", "64");
    write("sys/devices/system/node/node0/meminfo", "");
    write("proc/meminfo", "MemTotal:       24684084 kB");
    write("sys/kernel/mm/transparent_hugepage/enabled", "always [madvise] never");
    write("sys/fs/cgroup/cpu.max", "150000 100000");
    write("proc/sys/kernel/osrelease", "6.18.44");
    DoctorDocument made =
        document(
            new LabFacts(Optional.of("0.1.0"), Optional.of("0".repeat(40)), Optional.of(false)),
            new Parallelism(2, 0.99, OptionalDouble.of(0.98), OptionalDouble.of(101.5)),
            new Look(Optional.of(0.25), Optional.of(0.01), Optional.of(0.0), 0.001, 312.5),
            0,
            1);
    assertThat(check("doctor", made)).isEqualTo(made);
  }

  /** What the system does not tell is null in JSON, and empty when it is read back. */
  @Test
  void aMachineThatTellsNothingIsToldByItsDocument() {
    DoctorDocument made =
        document(
            new LabFacts(Optional.empty(), Optional.empty(), Optional.empty()),
            new Parallelism(0, 0.5, OptionalDouble.empty(), OptionalDouble.empty()),
            new Look(Optional.empty(), Optional.empty(), Optional.empty(), 0.75, 3125));
    assertThat(made.machine().cpuModel()).isEmpty();
    assertThat(check("doctor-unknown", made)).isEqualTo(made);
  }

  @Test
  void thisMachineIsReadBack() throws Documents.Unreadable {
    String json = Ran.lab("doctor", "--json").out().strip();
    DoctorDocument read = Documents.read(json, DoctorDocument.class);
    assertThat(Documents.text(read)).isEqualTo(json);
    assertThat(read.machine()).isEqualTo(MachineFacts.ofThisMachine());
    assertThat(Printed.by(c -> DoctorCommand.print(read, c)))
        .startsWith("This machine: ")
        .contains(read.checks().getFirst().topic());
  }

  private static DoctorDocument check(String name, DoctorDocument made) {
    DoctorDocument read = Golden.check(name, Documents.text(made), DoctorDocument.class);
    assertThat(Printed.by(c -> DoctorCommand.print(read, c)))
        .isEqualTo(Printed.by(c -> DoctorCommand.print(made, c)))
        .contains("partly")
        .contains(made.machine().sentence().substring(0, 8));
    return read;
  }

  private DoctorDocument document(
      LabFacts lab, Parallelism parallelism, Look look, Integer... allowed) {
    SystemFiles files = new SystemFiles(root);
    MachineFacts machine =
        ofACertainJdk(
            MachineFacts.read(files, new Cpus(files, List.of(allowed)), "Linux", "amd64"));
    Timer timer = new Timer(24, 10, Optional.of("tsc"));
    List<DoctorDocument.Check> checks = new ArrayList<>();
    Printed.by(c -> checks.addAll(new Doctor(files, machine).checks(parallelism, look, timer, c)));
    return new DoctorDocument(lab, machine, parallelism, look, checks);
  }

  /** The same machine with a JDK that does not change with the one that runs the tests. */
  private static MachineFacts ofACertainJdk(MachineFacts m) {
    return new MachineFacts(
        m.os(),
        m.arch(),
        m.cpuModel(),
        m.cpusOnline(),
        m.cpusAllowed(),
        m.cpuQuota(),
        m.cores(),
        m.threadsPerCore(),
        m.caches(),
        m.lineBytes(),
        m.numaNodes(),
        m.governor(),
        m.virtualMachine(),
        m.memoryBytes(),
        m.pageBytes(),
        m.hugePages(),
        m.kernel(),
        m.iommuUnits(),
        m.iommuGroups(),
        m.rdmaDevices(),
        new MachineFacts.Jdk("25.0.1+8", "A vendor", "A server VM"),
        m.gc());
  }

  private void write(String path, String text) throws IOException {
    Files.createDirectories(root.resolve(path).getParent());
    Files.writeString(root.resolve(path), text + "\n");
  }
}
