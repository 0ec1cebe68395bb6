package lab.experiments.nic.iommu;

import static lab.experiments.nic.iommu.Memory.hex;

import java.util.List;
import lab.experiments.nic.iommu.IommuMachine.Phase;
import lab.experiments.nic.iommu.IommuMachine.State;
import lab.stage.Piece;
import lab.stage.Tone;

/** The page table with the IOTLB beside it, or the addresses that stand in its place. */
final class AddressTable {
  private static final String BOTH = ", read, write";

  private final IommuMachine machine;

  AddressTable(IommuMachine machine) {
    this.machine = machine;
  }

  Piece of(State s) {
    return machine.on()
        ? table(
            "IOVA",
            "entry",
            "IOTLB",
            ring("rx", Memory.RX_RING, s.rxCached()),
            ring("tx", Memory.TX_RING, s.txCached()),
            buffer(s),
            row("others", Tone.IDLE, "others", "none", ""))
        : table(
            "address",
            "the kernel gave it as",
            "",
            told("rx", Memory.RX_RING, "RX ring"),
            told("tx", Memory.TX_RING, "TX ring"),
            toldBuffer(s),
            row("others", Tone.IDLE, "others", "not given", ""));
  }

  private static Piece table(String first, String second, String third, Piece.Row... rows) {
    return new Piece.Table("table", "", List.of(first, second, third), List.of(rows));
  }

  private static Piece.Row ring(String key, int iova, boolean cached) {
    String physical = hex(Memory.ring(iova));
    return row(key, Tone.OK, hex(iova), physical + BOTH, cached ? physical : "");
  }

  private static Piece.Row told(String key, int iova, String as) {
    return row(key, Tone.OK, hex(Memory.ring(iova)), as + BOTH, "");
  }

  private Piece.Row buffer(State s) {
    boolean mapped = s.phase() == Phase.MAPPED;
    int frame = s.frame() == 0 ? 0 : Memory.frame(s.frame());
    String entry =
        switch (s.phase()) {
          case FREE -> "none";
          case MAPPED -> hex(frame) + direction();
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
        hex(Memory.BUFFER),
        entry,
        cached == 0 ? "" : hex(cached) + (stale ? " stale" : ""));
  }

  private Piece.Row toldBuffer(State s) {
    boolean mapped = s.phase() == Phase.MAPPED;
    int frame = Memory.frame(Math.max(s.frame(), 1));
    String as =
        mapped ? "packet buffer" + direction() : s.frame() == 0 ? "not given" : "taken back";
    Tone tone = mapped ? Tone.OK : s.frame() == 0 ? Tone.IDLE : Tone.BAD;
    return row("buffer", tone, hex(frame), as, "");
  }

  private String direction() {
    return machine.bufferIsRead() ? ", read" : ", write";
  }

  private static Piece.Row row(String key, Tone tone, String... cells) {
    return Piece.Row.of(key, tone, "", cells);
  }
}
