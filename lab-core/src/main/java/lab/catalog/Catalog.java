package lab.catalog;

import java.util.List;
import lab.experiments.memory.aba.Aba;
import lab.experiments.memory.cas.Cas;
import lab.experiments.memory.falsesharing.FalseSharing;
import lab.experiments.memory.mpmc.Mpmc;
import lab.experiments.memory.rcu.Rcu;
import lab.experiments.memory.reordering.Reordering;
import lab.experiments.memory.spsc.Spsc;
import lab.experiments.nic.busypoll.BusyPoll;
import lab.experiments.nic.cutthrough.CutThrough;
import lab.experiments.nic.datapath.Datapath;
import lab.experiments.nic.descriptorring.DescriptorRing;
import lab.experiments.nic.iommu.Iommu;
import lab.experiments.nic.mmio.Mmio;
import lab.experiments.nic.napi.Napi;
import lab.experiments.nic.rdma.Rdma;
import lab.experiments.nic.sendpath.SendPath;
import lab.input.BadInput;
import lab.input.Suggest;

/**
 * The rooms that are built, in reading order.
 *
 * @param rooms each with an id and an address of its own
 */
public record Catalog(List<Experiment> rooms) {
  private static final Catalog LAB =
      new Catalog(
          List.of(
              new DescriptorRing(),
              new SendPath(),
              new BusyPoll(),
              new Mmio(),
              new Iommu(),
              new Napi(),
              new CutThrough(),
              new Rdma(),
              new Datapath(),
              new Reordering(),
              new Cas(),
              new Aba(),
              new Spsc(),
              new Mpmc(),
              new Rcu(),
              new FalseSharing()));

  public Catalog {
    rooms = List.copyOf(rooms);
  }

  /** The catalogue of this lab. Tests may make their own. */
  public static Catalog lab() {
    return LAB;
  }

  /**
   * The room with that short id or address.
   *
   * @throws BadInput if there is none; the message names the nearest
   */
  public Experiment room(String id) {
    return rooms.stream()
        .filter(r -> r.id().equals(id) || r.address().equals(id))
        .findFirst()
        .orElseThrow(() -> {
          List<String> ids = rooms.stream().map(Experiment::id).toList();
          return new BadInput(
              "there is no experiment %s; the experiments are %s%s"
                  .formatted(id, String.join(", ", ids), Suggest.didYouMean(id, ids)));
        });
  }
}
