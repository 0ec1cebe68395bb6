package lab.experiments.nic.sendpath;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import lab.experiments.nic.sendpath.SendPathMachine.Sent;
import lab.experiments.nic.sendpath.SendPathMachine.State;
import lab.experiments.nic.sendpath.Techniques.Technique;
import lab.stage.Piece;
import lab.stage.Stage;
import lab.stage.Tone;

/** The stages of the path as it is set up, those that are spared hatched, and what was sent. */
final class SendPathPicture {
  private final SendPathMachine machine;

  SendPathPicture(SendPathMachine machine) {
    this.machine = machine;
  }

  Stage of(State s) {
    return Stage.of(techniques(s), path(s), queue(s), last(s));
  }

  private Piece techniques(State s) {
    List<Piece.Cell> cells = new ArrayList<>();
    for (Technique technique : Technique.values()) {
      boolean may = machine.obstacle(s, technique).isEmpty();
      boolean on = s.on().has(technique);
      cells.add(
          Piece.Cell.of(
                  technique.word, technique.word + (on ? " on" : " off"), on ? Tone.OK : Tone.IDLE)
              .doing(
                  may
                      ? Optional.of(SendPathMachine.toggle(technique).toString())
                      : Optional.empty()));
    }
    return new Piece.Cells("techniques", "techniques", Piece.Cells.Form.ROW, 0, cells, List.of());
  }

  private Piece path(State s) {
    Route route = machine.route(s);
    int frame = machine.setup().frame();
    List<Piece.Segment> segments = new ArrayList<>();
    for (Route.Stage stage : Route.Stage.values()) {
      boolean spared = route.spares(stage);
      segments.add(
          new Piece.Segment(
              stage.name(),
              route.label(stage),
              spared ? stage.nanos : route.nanos(stage, frame),
              tone(stage),
              spared));
    }
    String title =
        "%s: %d of %d ns, budget %d (the page's numbers, %s)"
            .formatted(
                route.word,
                route.total(frame),
                Route.KERNEL.total(frame),
                machine.setup().budget(),
                frame > FrameCost.BASE ? "scaled to the size" : "for illustration");
    return new Piece.Segments("path", title, "ns", List.of(new Piece.Bar("now", "path", segments)));
  }

  /** The kernel's stages, the core's own, and those that wait for PCIe or the wire. */
  private static Tone tone(Route.Stage stage) {
    return switch (stage) {
      case SYSCALL, STACK, COPY, SOFTIRQ -> Tone.B;
      case WRITE, DOORBELL -> Tone.A;
      case FETCH, DMA, PHY -> Tone.BUSY;
    };
  }

  private static Piece queue(State s) {
    List<Piece.Cell> cells = new ArrayList<>();
    for (int i = 0; i < SendPathMachine.QUEUE; i++) {
      boolean used = i < s.queue();
      cells.add(Piece.Cell.of("q" + i, used ? "sent" : "", used ? Tone.BUSY : Tone.IDLE));
    }
    return new Piece.Cells(
        "queue", "sends that the NIC has not finished", Piece.Cells.Form.ROW, 0, cells, List.of());
  }

  private Piece last(State s) {
    boolean none = s.sent() == Sent.NOTHING;
    Piece.Row row =
        none
            ? Piece.Row.of("last", Tone.IDLE, "", "nothing yet", "", "", "")
            : Piece.Row.of(
                "last",
                machine.overBudget(s) || machine.checksumMissing(s) ? Tone.BAD : Tone.OK,
                "",
                s.last().word,
                machine.total(s.last()) + " ns",
                s.sent() == Sent.FELL_BACK ? "fell back" : "as set up",
                machine.checksumMissing(s) ? "missing" : "filled in");
    return new Piece.Table(
        "last", "the last frame sent", List.of("by", "took", "path", "checksum"), List.of(row));
  }
}
