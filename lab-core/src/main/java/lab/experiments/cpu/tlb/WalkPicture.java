package lab.experiments.cpu.tlb;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import lab.cpu.tlb.TableLevel;
import lab.experiments.cpu.tlb.TlbState.Last;
import lab.stage.Click;
import lab.stage.Piece;
import lab.stage.Piece.Edge;
import lab.stage.Piece.Node;
import lab.stage.Tone;

/** From the root to the page: the entries of the last walk light up, and it stands at the last. */
record WalkPicture(Setup setup) {
  private static final String WALK = "the walk";
  private static final String PAGE = "page";

  Piece of(TlbState s) {
    List<Node> nodes = new ArrayList<>();
    List<Edge> edges = new ArrayList<>();
    Optional<Last> last = s.last();
    for (TableLevel level : TableLevel.values()) {
      if (level.depth() < setup.size().levels()) {
        nodes.add(node(level, last));
        String next = level == setup.size().last() ? PAGE : TableLevel.at(level.depth() + 1).name();
        edges.add(new Edge("from " + level, level.name(), next, "", tone(level, last)));
      }
    }
    nodes.add(page(s, nodes.size()));
    return new Piece.Links("walk", "", nodes, edges);
  }

  private Node node(TableLevel level, Optional<Last> last) {
    int index = level.index(TlbMachine.address(last.map(Last::page).orElse(0)));
    String label = level + (last.isPresent() ? " " + index : "");
    Node node = Node.of(level.name(), label, level.depth(), 0, tone(level, last));
    if (last.filter(Last::faulted).filter(l -> l.walked().getLast() == level).isPresent()) {
      node = node.holding(WALK);
    }
    // The entry of a PMD may name a page itself, if it is one of 2 MiB.
    return switch (level) {
      case PMD -> node.clicked(Optional.of(new Click.Set("huge=on")));
      case PTE -> node.clicked(Optional.of(new Click.Set("huge=off")));
      default -> node;
    };
  }

  private static Tone tone(TableLevel level, Optional<Last> last) {
    if (last.filter(l -> l.walked().contains(level)).isEmpty()) {
      return Tone.IDLE;
    }
    boolean stopped = last.get().faulted() && last.get().walked().getLast() == level;
    return stopped ? Tone.WARN : Tone.BUSY;
  }

  private static Node page(TlbState s, int column) {
    Optional<Last> found = s.last().filter(l -> !l.faulted());
    String label = found.map(l -> "frame " + l.frame()).orElse(PAGE);
    Tone tone = s.stale() ? Tone.BAD : found.isPresent() ? Tone.OK : Tone.IDLE;
    Node node = Node.of(PAGE, label, column, 0, tone);
    return found.isPresent() ? node.holding(WALK) : node;
  }
}
