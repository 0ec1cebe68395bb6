package lab.catalog;

import java.util.List;
import lab.experiments.cpu.batching.Batching;
import lab.experiments.cpu.branch.Branch;
import lab.experiments.cpu.cache.Cache;
import lab.experiments.cpu.locality.Locality;
import lab.experiments.cpu.mesi.Mesi;
import lab.experiments.cpu.numa.Numa;
import lab.experiments.cpu.tlb.Tlb;
import lab.experiments.memory.aba.Aba;
import lab.experiments.memory.cas.Cas;
import lab.experiments.memory.falsesharing.FalseSharing;
import lab.experiments.memory.mpmc.Mpmc;
import lab.experiments.memory.rcu.Rcu;
import lab.experiments.memory.reordering.Reordering;
import lab.experiments.memory.spsc.Spsc;
import lab.experiments.net.encapsulation.Encapsulation;
import lab.experiments.net.handshake.Handshake;
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
import lab.room.Room;

/**
 * The rooms that are built, in reading order.
 *
 * @param rooms each with an id and an address of its own
 */
public record Catalog(List<Room> rooms) {
  private static final Catalog LAB =
      new Catalog(
          List.of(
              DescriptorRing.ROOM,
              SendPath.ROOM,
              BusyPoll.ROOM,
              Mmio.ROOM,
              Iommu.ROOM,
              Napi.ROOM,
              CutThrough.ROOM,
              Rdma.ROOM,
              Datapath.ROOM,
              Reordering.ROOM,
              Cas.ROOM,
              Aba.ROOM,
              Spsc.ROOM,
              Mpmc.ROOM,
              Rcu.ROOM,
              FalseSharing.ROOM,
              Cache.ROOM,
              Locality.ROOM,
              Mesi.ROOM,
              Tlb.ROOM,
              Branch.ROOM,
              Numa.ROOM,
              Batching.ROOM,
              Encapsulation.ROOM,
              Handshake.ROOM));

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
  public Room room(String id) {
    return rooms.stream()
        .filter(r -> r.id().equals(id) || r.address().equals(id))
        .findFirst()
        .orElseThrow(() -> {
          List<String> ids = rooms.stream().map(Room::id).toList();
          return new BadInput(
              "there is no experiment %s; the experiments are %s%s"
                  .formatted(id, String.join(", ", ids), Suggest.didYouMean(id, ids)));
        });
  }
}
