package lab.cli.ask;

import static java.util.stream.Collectors.joining;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import lab.cli.answer.HostResult;
import lab.cli.host.MachineFacts;
import lab.host.NumaNodes;
import lab.room.Evidence;
import lab.room.Fact;

/** Reads facts of this machine: no child JVM and no time is needed. */
public final class FactEngine implements Engine {
  private static final Map<String, Function<MachineFacts, Optional<?>>> FACTS =
      Map.of(
          "cache-line-bytes", MachineFacts::lineBytes,
          "data-caches", MachineFacts::dataCaches,
          "cpus", MachineFacts::cpusAllowed,
          "numa-nodes", MachineFacts::numaNodes,
          "numa-distances", _ -> distances(NumaNodes.ofThisMachine()),
          "page-bytes", MachineFacts::pageBytes,
          "huge-pages", MachineFacts::hugePages,
          "iommu-units", MachineFacts::iommuUnits,
          "iommu-groups", MachineFacts::iommuGroups,
          "rdma-devices", MachineFacts::rdmaDevices);

  private final MachineFacts machine;

  public FactEngine(MachineFacts machine) {
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
            kind(), fact.claim(), fact.name(), Map.of(), fact.analogue(), value(fact.name()));
    context.progress().finished(result);
    return List.of(result);
  }

  /** {@code 10, 21}: of memory from the CPU by which its latency is measured. */
  static Optional<String> distances(NumaNodes nodes) {
    List<Integer> distances = nodes.distances();
    return distances.isEmpty()
        ? Optional.empty()
        : Optional.of(distances.stream().map(String::valueOf).collect(joining(", ")));
  }

  /** The facts that there are. */
  static Set<String> names() {
    return FACTS.keySet();
  }

  private Optional<String> value(String name) {
    Function<MachineFacts, Optional<?>> fact = FACTS.get(name);
    if (fact == null) {
      throw new IllegalArgumentException("no fact of the name " + name);
    }
    return fact.apply(machine).map(Object::toString);
  }
}
