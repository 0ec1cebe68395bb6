package lab.experiments.nic.sendpath;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import lab.experiments.nic.sendpath.SendPathMachine.Route;
import lab.experiments.nic.sendpath.SendPathMachine.Sent;
import lab.experiments.nic.sendpath.SendPathMachine.Stage;
import lab.experiments.nic.sendpath.SendPathMachine.State;
import lab.experiments.nic.sendpath.SendPathMachine.Technique;
import lab.stage.Piece;
import lab.stage.Tone;

/** The stages of the path as it is set up, those that are spared hatched, and what was sent. */
final class SendPathPicture {
  private final SendPathMachine machine;

  SendPathPicture(SendPathMachine machine) {
    this.machine = machine;
  }

  lab.stage.Stage of(State s) {
    return lab.stage.Stage.of(techniques(s), path(s), queue(s), last(s));
  }

  private Piece techniques(State s) {
    List<Piece.Cell> cells = new ArrayList<>();
    for (Technique technique : Technique.values()) {
      boolean may = machine.setup().open() && SendPathMachine.mayToggle(s, technique);
      cells.add(
          new Piece.Cell(
              technique.word(),
              technique.word() + (s.has(technique) ? " on" : " off"),
              s.has(technique) ? Tone.OK : Tone.IDLE,
              may ? Optional.of(SendPathMachine.toggle(technique).toString()) : Optional.empty()));
    }
    return new Piece.Cells("techniques", "techniques", Piece.Cells.Form.ROW, 0, cells, List.of());
  }

  private Piece path(State s) {
    Route route = machine.route(s, s.queue());
    int total = machine.total(route);
    List<Piece.Segment> segments = new ArrayList<>();
    for (Stage stage : Stage.values()) {
      boolean spared = route.spares(stage);
      segments.add(
          new Piece.Segment(
              stage.name(),
              label(route, stage),
              spared ? stage.nanos : machine.nanos(route, stage),
              tone(stage),
              spared));
    }
    String title =
        "a frame sent now takes %s: %d of %d ns, budget %d (profile seed)"
            .formatted(route.word(), total, machine.total(Route.KERNEL), machine.setup().budget());
    return new Piece.Segments("path", title, "ns", List.of(new Piece.Bar("now", "path", segments)));
  }

  private static String label(Route route, Stage stage) {
    return route == Route.CTPIO && stage == Stage.WRITE ? "store frame (PIO)" : stage.label;
  }

  /** The kernel's stages, the core's own, and those that wait for PCIe or the wire. */
  private static Tone tone(Stage stage) {
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
                s.last().word(),
                machine.total(s.last()) + " ns",
                s.sent() == Sent.FELL_BACK ? "fell back" : "as set up",
                machine.checksumMissing(s) ? "missing" : "filled in");
    return new Piece.Table(
        "last", "the last frame sent", List.of("by", "took", "path", "checksum"), List.of(row));
  }
}
