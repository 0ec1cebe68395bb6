package lab.experiments.nic.sendpath;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import lab.experiments.nic.sendpath.Techniques.Technique;
import lab.stage.Click;
import lab.stage.Piece;
import lab.stage.Tone;

/**
 * What a frame costs that is sent now, stage by stage; the stages that are spared stay, hatched.
 */
record SendPathCosts(SendPathMachine machine, Route route) {

  /** The sum, what it is to be compared with, and what it may be. */
  Piece figures() {
    int now = machine.total(route);
    int budget = machine.setup().budget();
    return new Piece.Figures(
        "takes",
        "",
        List.of(
            figure("now", "a frame sent now takes", now, now > budget ? Tone.BAD : Tone.OK),
            figure("kernel", "through the kernel", machine.total(Route.KERNEL), Tone.IDLE),
            figure("budget", "budget", budget, Tone.IDLE)));
  }

  private static Piece.Figure figure(String key, String label, int nanos, Tone tone) {
    return new Piece.Figure(key, label, nanos, "ns", tone);
  }

  /** A click on a stage sets up the technique that spares it, or ends that. */
  Piece path() {
    int frame = machine.setup().frame();
    List<Piece.Segment> segments = new ArrayList<>();
    for (Route.Stage stage : Route.Stage.values()) {
      boolean spared = route.spares(stage);
      int nanos = spared ? stage.nanos : route.nanos(stage, frame);
      segments.add(
          new Piece.Segment(stage.name(), route.label(stage), nanos, tone(stage), spared)
              .clicked(sparing(stage).map(SendPathCosts::toggle)));
    }
    String whose = frame > FrameCost.BASE ? "scaled to the size" : "for illustration";
    return new Piece.Segments(
        "path",
        "its path (the page's numbers, " + whose + ")",
        "ns",
        List.of(new Piece.Bar("now", route.word, segments)));
  }

  private static Click toggle(Technique technique) {
    return new Click.Step(SendPathMachine.toggle(technique).toString());
  }

  private static Optional<Technique> sparing(Route.Stage stage) {
    return switch (stage) {
      case SYSCALL, STACK, COPY, SOFTIRQ -> Optional.of(Technique.BYPASS);
      case FETCH -> Optional.of(Technique.TX_PUSH);
      case DMA -> Optional.of(Technique.CTPIO);
      case WRITE, DOORBELL, PHY -> Optional.empty();
    };
  }

  /** The kernel's stages, the core's own, and those that wait for PCIe or the wire. */
  private static Tone tone(Route.Stage stage) {
    return switch (stage) {
      case SYSCALL, STACK, COPY, SOFTIRQ -> Tone.B;
      case WRITE, DOORBELL -> Tone.A;
      case FETCH, DMA, PHY -> Tone.BUSY;
    };
  }
}
