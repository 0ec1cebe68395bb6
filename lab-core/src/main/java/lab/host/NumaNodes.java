package lab.host;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The memory nodes of the machine as {@code /sys/devices/system/node} describes them. Distances are
 * those of the firmware's SLIT: 10 is local, others are relative to it and no nanoseconds.
 */
public final class NumaNodes {
  private static final String ROOT = "sys/devices/system/node/";

  private final SystemFiles files;
  private final List<Integer> allowed;

  /**
   * @param allowed CPUs that this process may use
   */
  public NumaNodes(SystemFiles files, List<Integer> allowed) {
    this.files = files;
    this.allowed = List.copyOf(allowed);
  }

  public static NumaNodes ofThisMachine() {
    return new NumaNodes(SystemFiles.ofThisMachine(), Affinity.allowed());
  }

  /** Those that are switched on; none where the system does not tell. */
  public List<Integer> online() {
    return list("online");
  }

  /** Those that have memory; a node may have CPUs only. */
  public List<Integer> withMemory() {
    List<Integer> nodes = list("has_memory");
    return nodes.isEmpty() ? online() : nodes;
  }

  private List<Integer> list(String name) {
    return files.text(ROOT + name).map(CpuList::parse).orElse(List.of());
  }

  /** The CPUs of that node. */
  public List<Integer> cpus(int node) {
    return list("node" + node + "/cpulist");
  }

  /** The node of that CPU; empty where the system does not tell. */
  public OptionalInt nodeOf(int cpu) {
    return online().stream().filter(n -> cpus(n).contains(cpu)).mapToInt(n -> n).findFirst();
  }

  /** From that node to another, 10 to itself; empty where the system does not tell. */
  public OptionalInt distance(int from, int to) {
    List<Integer> online = online();
    int column = online.indexOf(to);
    List<Integer> row = new ArrayList<>();
    for (String word : files.text(ROOT + "node" + from + "/distance").orElse("").split(" +")) {
      if (!word.isEmpty()) {
        row.add(Integer.parseInt(word));
      }
    }
    return column < 0 || row.size() != online.size()
        ? OptionalInt.empty()
        : OptionalInt.of(row.get(column));
  }

  /**
   * A CPU and memory to load from.
   *
   * @param cpu one that this process may use
   * @param from its node
   * @param node whose memory it is
   * @param distance from one to the other
   */
  public record Reach(int cpu, int from, int node, int distance) {}

  /**
   * From the first CPU that this process may use, on a node of its own: memory at each distance
   * that there is, the lowest node of each, the nearest first; its own node before another that a
   * table has as near. None where the system does not tell.
   */
  public List<Reach> reaches() {
    Optional<Integer> cpu = allowed.stream().filter(c -> nodeOf(c).isPresent()).findFirst();
    List<Reach> all = new ArrayList<>();
    if (cpu.isPresent()) {
      int from = nodeOf(cpu.get()).getAsInt();
      for (int node : withMemory()) {
        distance(from, node).ifPresent(d -> all.add(new Reach(cpu.get(), from, node, d)));
      }
    }
    all.sort(
        Comparator.comparingInt(Reach::distance)
            .thenComparing(reach -> reach.node() != reach.from())
            .thenComparingInt(Reach::node));
    List<Reach> first = new ArrayList<>();
    for (Reach reach : all) {
      if (first.isEmpty() || first.getLast().distance() != reach.distance()) {
        first.add(reach);
      }
    }
    return List.copyOf(first);
  }

  /** The distances of {@link #reaches}. */
  public List<Integer> distances() {
    return reaches().stream().map(Reach::distance).toList();
  }
}
