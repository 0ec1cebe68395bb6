package lab.cli.drive;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import lab.cli.answer.DriveDocument;
import lab.cli.answer.DriveDocument.Frame;
import lab.cli.answer.DriveDocument.Standing;
import lab.cli.render.Look;
import lab.cli.render.Move;
import lab.cli.render.html.Html;
import lab.cli.render.html.PageRenderer;
import lab.cli.render.html.PageStyle;
import lab.cli.render.html.Palette;
import lab.stage.Piece;
import lab.stage.Stage;

/**
 * What was driven as one self-contained page: question, settings, the picture of each step with its
 * story, claims and timeline. It needs no script and no network, and a policy in it forbids both.
 */
final class DrivePage {
  private static final Look LOOK = new Look(80, false, false);

  /** What the page's own frames take of its width. */
  private static final int AROUND = 66;

  private final DriveDocument drive;
  private final PageRenderer renderer;
  private final Html html = new Html();

  private DrivePage(DriveDocument drive, int width) {
    this.drive = drive;
    this.renderer = new PageRenderer(width - AROUND, false);
  }

  /**
   * @param width that the page is laid out for, in CSS pixels; it may be read in others
   */
  static String of(DriveDocument drive, int width) {
    return new DrivePage(drive, Math.min(width, 1000)).page();
  }

  private String page() {
    String sheet = PageStyle.page();
    html.open("html", "lang", "en").open("head");
    html.empty("meta", "charset", "utf-8");
    html.empty("meta", "name", "viewport", "content", "width=device-width, initial-scale=1");
    html.empty(
        "meta",
        "http-equiv",
        "Content-Security-Policy",
        "content",
        "default-src 'none'; style-src " + PageStyle.source(sheet));
    html.leaf("title", "%s, step %d".formatted(drive.id(), drive.step()));
    html.style(sheet);
    html.close().open("body").open("main");
    html.leaf("p", drive.address(), "class", "kicker");
    html.leaf("h1", drive.question());
    settings();
    html.leaf("p", "An asterisk marks what a step changed.", "class", "moves");
    Stage before = null;
    for (Frame frame : drive.frames()) {
      frame(frame, Optional.ofNullable(before));
      before = frame.stage();
    }
    exercise();
    claims(drive.here().claims());
    timeline();
    html.leaf("h2", "Do it again");
    command(drive.replay());
    return "<!DOCTYPE html>\n" + html.close().close().close();
  }

  private void settings() {
    html.open("ul", "class", "settings");
    drive
        .settings()
        .forEach((name, value) -> {
          html.open("li").leaf("code", name + "=" + value).close();
        });
    html.close();
  }

  private void frame(Frame frame, Optional<Stage> before) {
    html.open("section", "class", "frame", "id", "step-" + frame.step());
    html.open("h2");
    if (frame.action().isEmpty()) {
      html.text("Start").close();
    } else {
      html.text("Step " + frame.step() + " ").leaf("code", frame.action().get()).close();
      html.leaf("p", frame.story(), "class", "story");
    }
    List<Move> moves = before.map(b -> Move.between(b, frame.stage())).orElse(List.of());
    for (String words : Move.words(moves)) {
      html.leaf("p", words + ".", "class", "moves");
    }
    html.add(
        renderer.render(
            frame.stage(), new LinkedHashSet<>(frame.changed()), "picture-" + frame.step()));
    html.close();
  }

  private void exercise() {
    drive
        .exercise()
        .ifPresent(e -> {
          html.leaf("h2", "Exercise " + e.number());
          html.leaf("p", e.asks()).leaf("p", e.sentence());
        });
  }

  private void claims(List<Standing> claims) {
    html.leaf("h2", "Claims").open("ul", "class", "claims");
    for (Standing claim : claims) {
      if (claim.holds().isEmpty()) {
        continue;
      }
      StandingLines.State state = StandingLines.State.of(claim);
      html.open("li", "class", Palette.classOf(state.tone()));
      html.leaf("span", LOOK.mark(state.mark()) + " " + state.word(), "class", "verdict");
      html.text(" " + claim.name() + ": " + claim.text()).close();
    }
    html.close();
  }

  /** The heading above it says what it is. */
  private static Piece.Lanes untitled(Piece.Lanes lanes) {
    return new Piece.Lanes(
        lanes.key(), "", lanes.lanes(), lanes.messages(), lanes.now(), lanes.end());
  }

  /** A line breaks between words, and in a schedule behind a comma. */
  private void command(String line) {
    html.open("p", "class", "command").open("code");
    for (String word : line.split(" ", -1)) {
      html.open("span");
      int from = 0;
      for (int comma = word.indexOf(','); comma >= 0; comma = word.indexOf(',', from)) {
        html.text(word.substring(from, comma + 1)).empty("wbr");
        from = comma + 1;
      }
      html.text(word.substring(from)).close().text(" ");
    }
    html.close().close();
  }

  private void timeline() {
    // Where time alone passes, nobody has a lane.
    boolean acted =
        drive.timeline().stream()
            .flatMap(t -> t.pieces().stream())
            .anyMatch(p -> p instanceof Piece.Lanes l && !l.lanes().isEmpty());
    if (drive.step() > 0 && acted) {
      html.leaf("h2", "Timeline");
      List<Piece> lanes = new ArrayList<>();
      for (Piece piece : drive.timeline().get().pieces()) {
        lanes.add(piece instanceof Piece.Lanes l ? untitled(l) : piece);
      }
      html.add(renderer.render(new Stage(lanes), Set.of(), "timeline"));
    }
  }
}
