package lab.cli.run;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import lab.cli.host.MachineFacts;
import lab.room.Evidence;
import lab.room.Fact;

/** Reads facts of this machine: no child JVM and no time is needed. */
final class FactEngine implements Engine {
  private final MachineFacts machine;

  FactEngine(MachineFacts machine) {
    this.machine = machine;
  }

  @Override
  public String kind() {
    return "fact";
  }

  @Override
  public Duration estimate(Evidence evidence, RunContext context) {
    return Duration.ZERO;
  }

  @Override
  public List<HostResult> run(Evidence evidence, RunContext context) {
    Fact fact = (Fact) evidence;
    HostResult result =
        new HostResult.FactValue(
            kind(), fact.claim(), fact.name(), value(fact.name()), fact.analogue());
    context.progress().finished(result);
    return List.of(result);
  }

  private Optional<String> value(String name) {
    return switch (name) {
      case "cache-line-bytes" -> machine.lineBytes().map(Object::toString);
      case "cpus" -> machine.cpusAllowed().map(Object::toString);
      case "numa-nodes" -> machine.numaNodes().map(Object::toString);
      case "page-bytes" -> machine.pageBytes().map(Object::toString);
      case "huge-pages" -> machine.hugePages();
      case "iommu-units" -> machine.iommuUnits().map(Object::toString);
      case "iommu-groups" -> machine.iommuGroups().map(Object::toString);
      case "rdma-devices" -> machine.rdmaDevices().map(Object::toString);
      default -> throw new IllegalArgumentException("no fact of the name " + name);
    };
  }
}
