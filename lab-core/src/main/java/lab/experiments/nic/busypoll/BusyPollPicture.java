package lab.experiments.nic.busypoll;

import java.util.List;
import lab.stage.Board.Place;
import lab.stage.Piece;
import lab.stage.Stage;
import lab.stage.Tone;

/** A packet's way from the sender to the application, and below it who has a CPU. */
final class BusyPollPicture {
  private final BusyPollPackets packets;
  private final BusyPollThreads threads;
  private final BusyPollStages stages;

  BusyPollPicture(Setup setup) {
    packets = new BusyPollPackets(setup);
    threads = new BusyPollThreads(setup);
    stages = new BusyPollStages(setup);
  }

  Stage of(BusyPollState s) {
    return Stage.of(
            packets.toSend(s),
            packets.wire(s),
            packets.ring(s),
            packets.socket(s),
            packets.taken(s),
            packets.delivered(s),
            threads.cpus(s),
            threads.ready(s),
            threads.asleep(s),
            threads.nic(s),
            threads.kernel(s),
            stages.sum(s),
            stages.of(s))
        .in(
            place(0, 0, "toSend", "the sender"),
            place(1, 0, "wire", "the wire"),
            place(2, 0, "ring", "the ring"),
            place(3, 0, "socket", "the socket"),
            place(4, 0, "taken", "the receiver"),
            place(5, 0, "delivered", "the app"),
            place(0, 1, "cpus", threads.onlyOne() ? "the CPU" : "the CPUs"),
            place(1, 1, "ready", "the run queue"),
            place(2, 1, "asleep", "sleep"),
            place(3, 1, "nic", "the NIC"),
            place(4, 1, "kernel", "the kernel"));
  }

  private static Place place(int column, int row, String piece, String title) {
    return Place.at(column, piece, Tone.IDLE, piece).called(title).below(row);
  }

  /** Cells without a title, or one that says that there is nothing. */
  static Piece cells(String key, List<Piece.Cell> cells) {
    List<Piece.Cell> shown =
        cells.isEmpty() ? List.of(Piece.Cell.of("none", "·", Tone.IDLE)) : cells;
    return new Piece.Cells(key, "", Piece.Cells.Form.ROW, 0, shown, List.of());
  }
}
