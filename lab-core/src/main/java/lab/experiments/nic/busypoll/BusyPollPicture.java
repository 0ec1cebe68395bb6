package lab.experiments.nic.busypoll;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import lab.experiments.nic.busypoll.BusyPollMachine.Wait;
import lab.experiments.nic.busypoll.BusyPollState.Irq;
import lab.experiments.nic.busypoll.BusyPollState.Job;
import lab.experiments.nic.busypoll.BusyPollState.Stage;
import lab.stage.Piece;
import lab.stage.Tone;

/** The CPUs, where the packets are, and the stages of the first one's way up. */
final class BusyPollPicture {
  private final BusyPollMachine machine;

  BusyPollPicture(BusyPollMachine machine) {
    this.machine = machine;
  }

  lab.stage.Stage of(BusyPollState s) {
    return lab.stage.Stage.of(cpus(s), threads(s), packets(s), stages(s));
  }

  private Piece cpus(BusyPollState s) {
    List<Piece.Cell> cells = new ArrayList<>();
    if (s.app() == Job.RUNNING) {
      boolean vain = s.vain() > 0;
      cells.add(Piece.Cell.of("app", vain ? "receiver, in vain" : "receiver", Tone.A));
    }
    if (s.sender() == Job.RUNNING) {
      cells.add(Piece.Cell.of("sender", "sender", Tone.B));
    }
    while (cells.size() < machine.cpus()) {
      cells.add(Piece.Cell.of("free" + cells.size(), "free", Tone.IDLE));
    }
    return new Piece.Cells("cpus", "CPUs", Piece.Cells.Form.ROW, 0, cells, List.of());
  }

  private static Piece threads(BusyPollState s) {
    return new Piece.Table(
        "threads",
        "who does what",
        List.of("", "state", "has"),
        List.of(
            Piece.Row.of(
                "app",
                tone(s.app()),
                "",
                "receiver",
                word(s.app().name()),
                "%d read, %d polls in vain".formatted(s.read(), s.vain())),
            Piece.Row.of(
                "sender",
                tone(s.sender()),
                "",
                "sender",
                word(s.sender().name()),
                "%d to send".formatted(s.toSend())),
            Piece.Row.of(
                "irq",
                s.irq() == Irq.MASKED || s.irq() == Irq.ARMED ? Tone.IDLE : Tone.BUSY,
                "",
                "interrupt",
                word(s.irq().name()),
                "")));
  }

  private static Tone tone(Job job) {
    return switch (job) {
      case READY -> Tone.WARN;
      case RUNNING -> Tone.BUSY;
      case ASLEEP -> Tone.IDLE;
      case DONE -> Tone.OK;
    };
  }

  private static String word(String name) {
    return name.toLowerCase(Locale.ROOT);
  }

  private static Piece packets(BusyPollState s) {
    return new Piece.Cells(
        "packets",
        "packets",
        Piece.Cells.Form.ROW,
        0,
        List.of(
            place("wire", "wire", s.wire()),
            place("ring", "ring", s.ring()),
            place("socket", "socket", s.socket()),
            place("hand", "in hand", s.hand() == BusyPollState.Hand.EMPTY ? 0 : 1),
            place("read", "read", s.read())),
        List.of());
  }

  private static Piece.Cell place(String key, String label, int count) {
    return Piece.Cell.of(key, label + " " + count, count > 0 ? Tone.BUSY : Tone.IDLE);
  }

  private Piece stages(BusyPollState s) {
    List<Piece.Segment> segments = new ArrayList<>();
    int whole = 0;
    for (Stage stage : Stage.values()) {
      boolean removed = !s.passed(stage) && spared(s, stage);
      whole += removed ? 0 : stage.nanos;
      segments.add(
          new Piece.Segment(
              stage.name(),
              stage.label,
              stage.nanos,
              s.passed(stage) ? Tone.OK : Tone.IDLE,
              removed));
    }
    return new Piece.Segments(
        "stages",
        "the first packet, %d of %d ns so far (profile seed)".formatted(s.nanos(), whole),
        "ns",
        List.of(new Piece.Bar("path", "stages", segments)));
  }

  /** A poller is never spoken to by interrupts; others may be spared what they did not need. */
  private boolean spared(BusyPollState s, Stage stage) {
    boolean interrupts = stage == Stage.MSIX || stage == Stage.NAPI || stage == Stage.WAKE;
    return interrupts && (machine.waits() == Wait.POLL || s.passed(Stage.DELIVER));
  }
}
