package lab.experiments.nic.busypoll;

import java.util.ArrayList;
import java.util.List;
import lab.experiments.nic.busypoll.BusyPollState.Interrupt;
import lab.experiments.nic.busypoll.BusyPollState.Job;
import lab.stage.Piece;
import lab.stage.Stage;
import lab.stage.Tone;

/** The CPUs, where the packets are, and the stages of the first one. */
final class BusyPollPicture {
  private final Setup setup;

  BusyPollPicture(Setup setup) {
    this.setup = setup;
  }

  Stage of(BusyPollState s) {
    return Stage.of(cpus(s), threads(s), packets(s), new BusyPollStages(setup).of(s));
  }

  private Piece cpus(BusyPollState s) {
    List<Piece.Cell> cells = new ArrayList<>();
    if (s.app().job() == Job.RUNNING) {
      boolean vain = s.app().vain() > 0;
      cells.add(Piece.Cell.of("app", vain ? "receiver, in vain" : "receiver", Tone.A));
    }
    if (s.sender().job() == Job.RUNNING) {
      cells.add(Piece.Cell.of("sender", "sender", Tone.B));
    }
    while (cells.size() < setup.cpus()) {
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
                tone(s.app().job()),
                "",
                "receiver",
                s.app().job().word,
                "%d read, %s in vain".formatted(s.app().read(), Setup.polls(s.app().vain()))),
            Piece.Row.of(
                "sender",
                tone(s.sender().job()),
                "",
                "sender",
                s.sender().job().word,
                "%d to send".formatted(s.sender().left())),
            Piece.Row.of(
                "interrupt",
                s.nic().interrupt() == Interrupt.MASKED || s.nic().interrupt() == Interrupt.ARMED
                    ? Tone.IDLE
                    : Tone.BUSY,
                "",
                "interrupt",
                s.nic().interrupt().word,
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

  private static Piece packets(BusyPollState s) {
    return new Piece.Cells(
        "packets",
        "packets",
        Piece.Cells.Form.ROW,
        0,
        List.of(
            place("wire", "wire", s.nic().wire()),
            place("ring", "ring", s.nic().ring()),
            place("socket", "socket", s.socket()),
            place("hand", "in hand", s.app().hand() == BusyPollState.Hand.EMPTY ? 0 : 1),
            place("read", "read", s.app().read())),
        List.of());
  }

  private static Piece.Cell place(String key, String label, int count) {
    return Piece.Cell.of(key, label + " " + count, count > 0 ? Tone.BUSY : Tone.IDLE);
  }
}
