package lab.experiments.nic.iommu;

import static lab.experiments.nic.iommu.Memory.hex;

import java.util.List;
import java.util.Optional;
import lab.experiments.nic.iommu.IommuMachine.Phase;
import lab.experiments.nic.iommu.IommuMachine.State;
import lab.explore.Action;
import lab.explore.Step;
import lab.stage.Piece;
import lab.stage.Tone;

/** The page table with the IOTLB beside it, or the addresses that stand in its place. */
final class AddressTable {
  private final IommuMachine machine;

  AddressTable(IommuMachine machine) {
    this.machine = machine;
  }

  Piece of(State s) {
    return machine.on()
        ? new Piece.Table(
            "table",
            "page table of the NIC, and its IOTLB",
            List.of("IOVA", "entry", "NIC may", "IOTLB"),
            List.of(
                ring("rx", Memory.RX_RING, s.rxCached(), s),
                ring("tx", Memory.TX_RING, s.txCached(), s),
                buffer(s),
                nobodys("stray", Memory.STRAY, s),
                nobodys("other", Memory.OTHER, s)))
        : new Piece.Table(
            "table",
            "what the kernel gave the NIC; passthrough: nobody looks",
            List.of("address", "given as", "NIC may"),
            List.of(
                told("rx", Memory.ring(Memory.RX_RING), "RX ring", s),
                told("tx", Memory.ring(Memory.TX_RING), "TX ring", s),
                toldBuffer(s),
                told("stray", Memory.STRAY, "", s),
                told("other", Memory.RX_RING, "", s)));
  }

  private Piece.Row ring(String key, int iova, boolean cached, State s) {
    String physical = hex(Memory.ring(iova));
    return row(
        key,
        Tone.OK,
        Access.read(iova, Memory.LINE),
        s,
        hex(iova),
        physical,
        "read, write",
        cached ? physical : "");
  }

  private Piece.Row nobodys(String key, int iova, State s) {
    return row(key, Tone.IDLE, Access.read(iova, Memory.LINE), s, hex(iova), "none", "", "");
  }

  private Piece.Row told(String key, int address, String as, State s) {
    boolean given = !as.isEmpty();
    return row(
        key,
        given ? Tone.OK : Tone.IDLE,
        Access.read(address, Memory.LINE),
        s,
        hex(address),
        given ? as : "not given",
        given ? "read, write" : "");
  }

  private Piece.Row buffer(State s) {
    boolean mapped = s.phase() == Phase.MAPPED;
    int frame = s.frame() == 0 ? 0 : Memory.frame(s.frame());
    String entry =
        switch (s.phase()) {
          case FREE -> "none";
          case MAPPED -> hex(frame);
          case INVALIDATING -> "cleared, unmap waits";
          case QUEUED -> "none, awaits flush";
        };
    int cached = s.cachedFrame() == 0 ? 0 : Memory.frame(s.cachedFrame());
    boolean stale = cached != 0 && (!mapped || cached != frame);
    Tone tone =
        stale
            ? (s.phase() == Phase.INVALIDATING ? Tone.WARN : Tone.BAD)
            : mapped ? Tone.OK : Tone.IDLE;
    return row(
        "buffer",
        tone,
        wanted(Memory.BUFFER),
        s,
        hex(Memory.BUFFER),
        entry,
        mapped ? direction() : "",
        cached == 0 ? "" : hex(cached) + (stale ? " stale" : ""));
  }

  private Piece.Row toldBuffer(State s) {
    boolean mapped = s.phase() == Phase.MAPPED;
    int frame = Memory.frame(Math.max(s.frame(), 1));
    String as = mapped ? "packet buffer" : s.frame() == 0 ? "not given" : "taken back";
    Tone tone = mapped ? Tone.OK : s.frame() == 0 ? Tone.IDLE : Tone.BAD;
    return row("buffer", tone, wanted(frame), s, hex(frame), as, mapped ? direction() : "");
  }

  private String direction() {
    return machine.bufferIsRead() ? "read" : "write";
  }

  /** The access that the buffer is for. */
  private Access wanted(int address) {
    return machine.bufferIsRead() ? Access.read(address, Memory.LINE) : Access.write(address);
  }

  private Piece.Row row(String key, Tone tone, Access access, State s, String... cells) {
    return Piece.Row.of(key, tone, "", List.of(cells)).doing(offered(access.action(), s));
  }

  /** An access, if it would change something. */
  private Optional<String> offered(Action access, State s) {
    boolean possible = Step.from(machine, s).stream().anyMatch(x -> x.action().equals(access));
    return possible ? Optional.of(access.toString()) : Optional.empty();
  }
}
