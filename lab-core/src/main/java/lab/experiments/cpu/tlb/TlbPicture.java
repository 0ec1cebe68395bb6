package lab.experiments.cpu.tlb;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import lab.cpu.cache.Replacement;
import lab.cpu.tlb.Held;
import lab.cpu.tlb.Translations;
import lab.experiments.cpu.tlb.TlbState.Task;
import lab.stage.Board.Place;
import lab.stage.Piece;
import lab.stage.Piece.Cell;
import lab.stage.Piece.Figure;
import lab.stage.Stage;
import lab.stage.Tone;

/**
 * Two processes with their pages, the TLB between them and memory, and the walk that is taken where
 * the TLB does not know.
 */
final class TlbPicture {
  private final Setup setup;
  private final TlbStory story;

  TlbPicture(Setup setup) {
    this.setup = setup;
    story = new TlbStory(setup);
  }

  Stage of(TlbState s) {
    List<Piece> pieces = new ArrayList<>();
    pieces.add(pages(s, Task.A, setup.pages()));
    pieces.add(pages(s, Task.B, 1));
    pieces.add(tlb(s, 0, setup.shape().entries(), "entries"));
    if (setup.shape().second() > 0) {
      pieces.add(tlb(s, 1, setup.shape().second(), "second"));
    }
    pieces.add(new WalkPicture(setup).of(s));
    if (setup.shape().tables() > 0) {
      pieces.add(upper(s));
    }
    pieces.add(frames(s));
    pieces.add(figures(s));
    return new Stage(pieces)
        .in(
            Place.at(0, "process A", Tone.A, "pagesA"),
            Place.at(1, "process B", Tone.B, "pagesB"),
            Place.at(0, "the TLB", Tone.BUSY, "entries", "second").below(1),
            Place.at(1, "memory", Tone.IDLE, "frames").below(1),
            Place.at(0, "the walk", Tone.IDLE, "walk", "upper").wide(2).below(2));
  }

  /** A click uses the page; which process runs is marked, and a click on the other has it run. */
  private Piece pages(TlbState s, Task of, int count) {
    List<Cell> cells = new ArrayList<>();
    for (int page = 0; page < count; page++) {
      int number = page;
      boolean last = s.last().filter(l -> l.by() == of && l.page() == number).isPresent();
      Cell cell = Cell.of("page" + page, "page " + page, last ? Tone.BUSY : tone(of));
      boolean runs = s.running() == of;
      cells.add(cell.doing((runs ? TlbMachine.access(of, page) : TlbMachine.SWITCH).toString()));
    }
    String title = s.running() == of ? "runs" : "waits";
    return new Piece.Cells("pages" + of, title, Piece.Cells.Form.GRID, 4, cells, List.of());
  }

  private static Tone tone(Task of) {
    return of == Task.A ? Tone.A : Tone.B;
  }

  /** Under LRU the most recently used stands first. */
  private Piece tlb(TlbState s, int level, int room, String key) {
    List<Cell> cells = new ArrayList<>();
    for (Held held : s.tlb().entries(level)) {
      int frame = (int) (held.frame() * held.covers().bytes() / held.size().bytes());
      String words = TlbStory.words(s, held);
      Task of = s.tlb().shape().tagged() ? Task.of(held.space()) : s.running();
      boolean right = s.owner(frame).filter(o -> o == of).isPresent();
      cells.add(
          Cell.of(words, words + ": frame " + frame, right ? tone(of) : Tone.WARN)
              .holding("translation of " + words));
    }
    while (cells.size() < room) {
      cells.add(Cell.of("room" + cells.size(), "·", Tone.IDLE));
    }
    boolean lru = setup.shape().replacement() == Replacement.LRU;
    String title = (level == 0 ? "" : "second, ") + (lru ? "last used first" : "by way");
    return new Piece.Cells(key, title, Piece.Cells.Form.GRID, room > 3 ? 2 : 1, cells, List.of());
  }

  /** The entries of upper tables that the walker need not load again. */
  private Piece upper(TlbState s) {
    List<Cell> cells = new ArrayList<>();
    for (Translations.Upper kept : s.tlb().upper()) {
      Task of = s.tlb().shape().tagged() ? Task.of(kept.space()) : s.running();
      String words = kept.level() + " " + kept.index() + " of " + of;
      cells.add(Cell.of(words, words, tone(of)));
    }
    while (cells.size() < setup.shape().tables()) {
      cells.add(Cell.of("room" + cells.size(), "·", Tone.IDLE));
    }
    String title = "kept by the walker, last used first";
    return new Piece.Cells("upper", title, Piece.Cells.Form.GRID, 4, cells, List.of());
  }

  /** What lies in each frame that somebody has had; a click on page 0's has the kernel take it. */
  private Piece frames(TlbState s) {
    List<Cell> cells = new ArrayList<>();
    for (int frame = 0; frame < s.frames().next(); frame++) {
      Optional<Task> owner = s.owner(frame);
      int number = frame;
      boolean read = s.last().filter(l -> l.frame() == number).isPresent();
      Tone tone = owner.map(TlbPicture::tone).orElse(Tone.GONE);
      boolean wrong = read && s.stale();
      String label = frame + ": " + owner.map(o -> o + "'s").orElse("free");
      Cell cell = Cell.of("frame" + frame, label, wrong ? Tone.BAD : tone);
      cells.add(frame == 0 ? cell.doing(TlbMachine.TAKE.toString()) : cell);
    }
    String title = setup.frames() < setup.pages() ? "frames of 2 MiB" : "frames";
    return new Piece.Cells("frames", title, Piece.Cells.Form.GRID, 3, cells, List.of());
  }

  private Piece figures(TlbState s) {
    int all = s.done().all();
    List<Figure> figures = new ArrayList<>();
    figures.add(new Figure("accesses", "accesses", all, "", Tone.IDLE));
    if (all > 0) {
      // Of no access none is a hit and none is not.
      double rate = 100.0 * s.done().hits() / all;
      Tone tone = 2 * s.done().hits() < all ? Tone.WARN : Tone.OK;
      figures.add(new Figure("rate", "hit rate", rate, "percent", tone));
    }
    s.last()
        .ifPresent(l -> {
          figures.add(new Figure("loads", "its loads", l.loads(), "", Tone.IDLE));
          figures.add(new Figure("cost", "last cost", story.cycles(l), "cycles", Tone.IDLE));
        });
    return new Piece.Figures("figures", "", figures);
  }
}
