package lab.experiments.nic.busypoll;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import lab.experiments.nic.busypoll.BusyPollState.Interrupt;
import lab.experiments.nic.busypoll.BusyPollState.Job;
import lab.experiments.nic.busypoll.Setup.Waiting;
import lab.stage.Click;
import lab.stage.Piece;
import lab.stage.Tone;

/** Which thread has a CPU, waits for one or sleeps, and the interrupt that wakes it. */
final class BusyPollThreads {
  private static final String AN_INTERRUPT = "an interrupt";

  private final Setup setup;

  BusyPollThreads(Setup setup) {
    this.setup = setup;
  }

  boolean onlyOne() {
    return setup.cpus() == 1;
  }

  Piece cpus(BusyPollState s) {
    List<Piece.Cell> cells = new ArrayList<>();
    if (s.app().job() == Job.RUNNING) {
      cells.add(receiver(Tone.A).doing("app." + setup.look()));
    }
    if (s.sender().job() == Job.RUNNING) {
      cells.add(sender(Tone.B).doing("sender.send"));
    }
    while (cells.size() < setup.cpus()) {
      cells.add(Piece.Cell.of("free" + cells.size(), "free", Tone.IDLE));
    }
    int vain = s.app().vain();
    List<Piece.Mark> marks =
        vain == 0
            ? List.of()
            : List.of(new Piece.Mark("vain", Setup.polls(vain) + " in vain", "app", Tone.WARN));
    return new Piece.Cells("cpus", "", Piece.Cells.Form.ROW, 0, cells, marks);
  }

  Piece ready(BusyPollState s) {
    List<Piece.Cell> cells = new ArrayList<>();
    if (s.app().job() == Job.READY) {
      cells.add(receiver(Tone.WARN).doing("os.run:app"));
    }
    if (s.sender().job() == Job.READY) {
      boolean waits = s.busy() == setup.cpus();
      cells.add(sender(Tone.WARN).doing(waits ? "os.slice" : "os.run:sender"));
    }
    return BusyPollPicture.cells("ready", cells);
  }

  Piece asleep(BusyPollState s) {
    return BusyPollPicture.cells(
        "asleep",
        s.app().job() == Job.ASLEEP
            ? List.of(receiver(Tone.IDLE).doing("kernel.wake"))
            : List.of());
  }

  /**
   * The interrupt line. It is sent with a click; where there is nothing to send, it is switched.
   */
  Piece nic(BusyPollState s) {
    Interrupt interrupt = s.nic().interrupt();
    boolean due = interrupt == Interrupt.DUE;
    Piece.Cell cell =
        Piece.Cell.of("interrupt", interrupt.word, due ? Tone.BUSY : Tone.IDLE)
            .clicked(
                Optional.of(due ? new Click.Step("nic.interrupt") : new Click.Set(otherWay())));
    return BusyPollPicture.cells("nic", List.of(due ? cell.holding(AN_INTERRUPT) : cell));
  }

  private String otherWay() {
    return Setup.BUSY_POLL.name() + (setup.waiting() == Waiting.INTERRUPT ? "=on" : "=off");
  }

  Piece kernel(BusyPollState s) {
    boolean raised = s.nic().interrupt() == Interrupt.RAISED;
    Piece.Cell cell = Piece.Cell.of("interrupt", "interrupt", Tone.BUSY);
    return BusyPollPicture.cells(
        "kernel", raised ? List.of(cell.holding(AN_INTERRUPT).doing("kernel.poll")) : List.of());
  }

  private static Piece.Cell receiver(Tone tone) {
    return Piece.Cell.of("app", "receiver", tone).holding("the receiver");
  }

  private static Piece.Cell sender(Tone tone) {
    return Piece.Cell.of("sender", "sender", tone).holding("the sender");
  }
}
