package lab.cli.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.stream.Collectors;
import lab.cli.Ran;
import lab.cli.answer.DoctorDocument.Check;
import lab.cli.answer.DoctorDocument.Check.Shows;
import lab.cli.host.MachineFacts;
import lab.cli.host.Quietness.Look;
import lab.host.Cpus;
import lab.host.Parallelism;
import lab.host.SystemFiles;
import lab.memorymodel.Architecture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class DoctorTest {
  @TempDir private Path root;

  @Test
  void aMachineThatShowsNothingIsUnknownNotBroken() {
    Map<String, Check> checks = devices("amd64");
    assertThat(checks.get("NUMA").shows()).isEqualTo(Shows.UNKNOWN);
    assertThat(checks.get("huge pages").shows()).isEqualTo(Shows.UNKNOWN);
    assertThat(checks.get("hardware counters").shows()).isEqualTo(Shows.NO);
    assertThat(checks.get("IOMMU").shows()).isEqualTo(Shows.NO);
    assertThat(checks.get("RDMA").shows()).isEqualTo(Shows.NO);
  }

  @Test
  void aServerShowsItAll() throws IOException {
    write("sys/devices/system/node/node0/x", "");
    write("sys/devices/system/node/node1/x", "");
    write("sys/kernel/mm/transparent_hugepage/enabled", "[always] madvise never");
    write("sys/bus/event_source/devices/cpu/type", "4");
    write("proc/sys/kernel/perf_event_paranoid", "1");
    write("sys/kernel/iommu_groups/0/type", "DMA");
    write("sys/class/infiniband/mlx5_0/node_type", "1");
    assertThat(devices("amd64").values()).extracting(Check::shows).containsOnly(Shows.YES);
  }

  @Test
  void aParanoidKernelAndPagesSwitchedOffAreNamed() throws IOException {
    write("sys/bus/event_source/devices/armv8_pmuv3_0/type", "8");
    write("proc/sys/kernel/perf_event_paranoid", "4");
    write("sys/kernel/mm/transparent_hugepage/enabled", "always madvise [never]");
    Map<String, Check> checks = devices("aarch64");
    assertThat(checks.get("hardware counters").finding()).contains("perf_event_paranoid is 4");
    assertThat(checks.get("hardware counters").shows()).isEqualTo(Shows.NO);
    assertThat(checks.get("huge pages").shows()).isEqualTo(Shows.NO);
  }

  @Test
  void eachMemoryModelIsToldApart() {
    assertThat(memory("amd64").finding()).contains("TSO").contains("IRIW");
    assertThat(memory("aarch64").finding()).contains("multi-copy atomic");
    assertThat(memory("ppc64le").shows()).isEqualTo(Shows.YES);
    assertThat(memory("loongarch64").shows()).isEqualTo(Shows.UNKNOWN);
  }

  @Test
  void racesAndTimingsFollowWhatWasMeasured() {
    OptionalDouble none = OptionalDouble.empty();
    assertThat(Doctor.races(new Parallelism(1, 0, none, none)).shows()).isEqualTo(Shows.NO);
    assertThat(Doctor.races(new Parallelism(2, 0.2, none, none)).shows()).isEqualTo(Shows.PARTLY);
    assertThat(Doctor.races(new Parallelism(2, 0.99, none, none)).shows()).isEqualTo(Shows.YES);
    Look quiet = new Look(Optional.empty(), Optional.empty(), Optional.empty(), 0.001, 300);
    Look busy = new Look(Optional.empty(), Optional.of(0.5), Optional.empty(), 0.001, 300);
    assertThat(Doctor.timings(quiet).shows()).isEqualTo(Shows.YES);
    assertThat(Doctor.timings(busy).finding()).contains("50 %").contains("inconclusive");
  }

  @Test
  void aSlowClockIsNamed() {
    assertThat(new Timer(24, 10, Optional.of("tsc")).check().shows()).isEqualTo(Shows.YES);
    assertThat(new Timer(900, 10, Optional.of("hpet")).check().finding()).contains("coarsely");
  }

  @Test
  void sizesAreWrittenInTheirLargestUnit() {
    assertThat(Doctor.size(32 << 10)).isEqualTo("32 KiB");
    assertThat(Doctor.size(1 << 20)).isEqualTo("1 MiB");
    assertThat(Doctor.size(1536 << 10)).isEqualTo("1536 KiB");
  }

  @Test
  void theCommandFitsIntoEightyColumnsAndEndsWell() {
    Ran ran = Ran.lab("doctor");
    assertThat(ran.code()).isZero();
    assertThat(ran.lines()).allSatisfy(l -> assertThat(l.length()).isLessThanOrEqualTo(80));
    assertThat(ran.out()).contains("races of two threads").contains("memory reordering");
    assertThat(ran.err()).isEmpty();
  }

  @Test
  void inJsonEveryCheckHasItsWord() {
    JsonNode json = Ran.lab("doctor", "--json").json();
    assertThat(json.path("checks").size()).isGreaterThan(8);
    json.path("checks")
        .forEach(
            c -> assertThat(c.path("shows").asString()).isIn("yes", "partly", "no", "unknown"));
    assertThat(json.path("machine").path("arch").isString()).isTrue();
    assertThat(json.path("parallelism").path("free").isNumber()).isTrue();
  }

  private Map<String, Check> devices(String arch) {
    SystemFiles files = new SystemFiles(root);
    MachineFacts machine = MachineFacts.read(files, new Cpus(files, List.of()), "Linux", arch);
    return new Devices(files, machine)
        .checks().stream().collect(Collectors.toMap(Check::topic, Function.identity()));
  }

  private void write(String path, String text) throws IOException {
    Files.createDirectories(root.resolve(path).getParent());
    Files.writeString(root.resolve(path), text + "\n");
  }

  private static Check memory(String arch) {
    return Doctor.memory(Architecture.of(arch));
  }
}
