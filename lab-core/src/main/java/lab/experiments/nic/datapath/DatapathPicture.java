package lab.experiments.nic.datapath;

import static lab.experiments.nic.datapath.DatapathProgram.BUFFER;
import static lab.experiments.nic.datapath.DatapathProgram.DESCRIPTOR;
import static lab.experiments.nic.datapath.DatapathProgram.OUT;
import static lab.experiments.nic.datapath.DatapathProgram.PAYLOAD;
import static lab.experiments.nic.datapath.DatapathProgram.QUEUE;
import static lab.experiments.nic.datapath.DatapathProgram.RECEIVED;
import static lab.experiments.nic.datapath.Whereabouts.Place.DRIVER_HAND;
import static lab.experiments.nic.datapath.Whereabouts.Place.KERNEL_HAND;
import static lab.experiments.nic.datapath.Whereabouts.Place.NIC_HAND;
import static lab.experiments.nic.datapath.Whereabouts.Place.OUT_RING;
import static lab.experiments.nic.datapath.Whereabouts.Place.QUEUE_RING;
import static lab.experiments.nic.datapath.Whereabouts.Place.TX_RING;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import lab.memorymodel.ProgramState;
import lab.stage.Board.Place;
import lab.stage.Piece;
import lab.stage.Stage;
import lab.stage.Tone;

/** The way from the application to the worker: who hands over, and the ring between two of them. */
final class DatapathPicture {
  private final DatapathMachine machine;
  private final boolean interrupt;

  DatapathPicture(DatapathMachine machine, boolean interrupt) {
    this.machine = machine;
    this.interrupt = interrupt;
  }

  Stage of(ProgramState s) {
    Whereabouts where = Whereabouts.of(machine, s);
    Contents in = new Contents(where, OldReads.of(where));
    Signals signals = new Signals(where);
    List<Piece> pieces = new ArrayList<>();
    pieces.add(column("payload", i -> in.bytes("payload" + i, PAYLOAD, i)));
    pieces.add(column("queue", i -> in.slot(QUEUE_RING, QUEUE, i)));
    pieces.add(column("driver.hand", i -> in.hand("driver", DRIVER_HAND, i)));
    pieces.add(column("tx", i -> in.slot(TX_RING, DESCRIPTOR, i)));
    pieces.add(column("nic.hand", i -> in.hand("nic", NIC_HAND, i), signals.doorbell()));
    pieces.add(column("rx", i -> in.buffer(BUFFER, i)));
    pieces.add(
        column(
            "kernel.hand",
            i -> in.hand("kernel", KERNEL_HAND, i),
            interrupt ? new Piece.Cell[] {signals.line()} : new Piece.Cell[0]));
    pieces.add(column("out", i -> in.slot(OUT_RING, OUT, i)));
    pieces.add(column("got", i -> in.received(RECEIVED.get(i), i)));
    pieces.addAll(signals.plans());
    return new Stage(pieces)
        .in(
            Place.at(0, "the application", Tone.A, "payload", "app.next"),
            Place.at(1, "the SPSC ring", Tone.IDLE, "queue"),
            Place.at(2, "the driver", Tone.B, "driver.hand", "driver.next"),
            Place.at(0, "the TX ring", Tone.IDLE, "tx").below(1),
            Place.at(1, "the NIC", Tone.BUSY, "nic.hand", "nic.next").below(1),
            Place.at(2, "the RX ring", Tone.IDLE, "rx").below(1),
            Place.at(0, "the kernel", Tone.IDLE, "kernel.hand", "kernel.next").below(2),
            Place.at(1, "the MPMC ring", Tone.IDLE, "out").below(2),
            Place.at(2, "the worker", Tone.IDLE, "got", "worker.next").below(2));
  }

  /** A cell for each packet, and below them others. */
  private static Piece column(String key, IntFunction<Piece.Cell> cell, Piece.Cell... others) {
    List<Piece.Cell> cells = new ArrayList<>();
    for (int i = 0; i < DatapathProgram.PACKETS; i++) {
      cells.add(cell.apply(i));
    }
    cells.addAll(List.of(others));
    return new Piece.Cells(key, "", Piece.Cells.Form.GRID, 1, cells, List.of());
  }
}
