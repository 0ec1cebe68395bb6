package lab.cli.drive;

import java.util.ArrayList;
import java.util.List;
import lab.cli.answer.DriveDocument;
import lab.cli.render.Density;
import lab.cli.render.Look;
import lab.cli.render.Look.Ink;
import lab.cli.render.Text;

/**
 * Fits a frame into a screen. The picture stays on top and the keys at the bottom; what lies
 * between is told in full where there is room, and in a line each where there is not.
 */
final class Fitting {
  /** Lines of a sentence that may take room from the picture. */
  private static final int MOST_BESIDE = 2;

  private static final int ALL = Integer.MAX_VALUE;

  /** From what one would rather have to what always fits. */
  private static final List<Way> WAYS =
      List.of(
          new Way(Density.ROOMY, true, true, true, ALL),
          new Way(Density.ROOMY, false, true, true, ALL),
          new Way(Density.ROOMY, false, true, false, ALL),
          new Way(Density.COMPACT, false, true, true, ALL),
          new Way(Density.COMPACT, false, true, false, ALL),
          new Way(Density.COMPACT, false, false, false, ALL),
          new Way(Density.COMPACT, false, false, false, 4),
          new Way(Density.COMPACT, false, false, false, 2),
          new Way(Density.TIGHT, false, false, false, 4),
          new Way(Density.TIGHT, false, false, false, 2));

  /** What stands where the picture is. */
  enum View {
    PICTURE,
    TIMELINE,
    MENU,
    DETAILS
  }

  /**
   * A way to draw a frame.
   *
   * @param words whether claims are told in words, not by marks
   * @param whole whether steps are told in full, not in a line each
   * @param airy whether there is a blank line between the parts
   * @param most how many steps are told
   */
  private record Way(Density density, boolean words, boolean whole, boolean airy, int most) {}

  private final Look look;
  private final Scenery scenery;
  private final int height;

  /**
   * @param height lines of the screen
   */
  Fitting(Look look, int height) {
    this.look = look;
    this.scenery = new Scenery(look);
    this.height = height;
  }

  /**
   * The picture and what can be done, in at most {@code height} lines.
   *
   * @param notice what the last key did, in sentences
   * @param keys what other keys do
   */
  List<String> picture(DriveDocument drive, boolean timeline, List<String> notice, String keys) {
    List<String> lines = List.of();
    List<String> said = List.of();
    for (int most = MOST_BESIDE; most > 0; most--) {
      said = notice(notice, most);
      for (Way way : WAYS) {
        lines = lines(drive, timeline, said, keys, way);
        if (lines.size() <= height) {
          return lines;
        }
      }
    }
    if (notice.size() > 1) {
      return paged(drive, said, 0, List.of(), keys); // A list that was asked for: it is read alone.
    }
    // Whatever is too long is cut below the picture: the title and what can be done stay.
    int below = height - said.size() - 2;
    List<String> cut = new ArrayList<>(lines.subList(0, Math.max(1, below)));
    cut.add(look.dress("more lines than this screen has: d shows them", Ink.FAINT));
    cut.addAll(said);
    cut.add(keys(keys));
    return cut;
  }

  private List<String> lines(
      DriveDocument drive, boolean timeline, List<String> said, String keys, Way way) {
    DriveDocument.Frame here = drive.here();
    List<String> lines = new ArrayList<>(List.of(scenery.title(drive)));
    add(lines, timeline ? scenery.timeline(drive) : scenery.picture(here, way.density), way);
    add(lines, scenery.told(drive), way);
    lines.addAll(scenery.moved(here, way.density == Density.TIGHT ? 1 : ALL));
    lines.addAll(way.words ? scenery.claims(here) : scenery.marks(here));
    add(lines, way.whole ? scenery.choices(here) : ChoiceLines.menu(here, way.most, look), way);
    lines.addAll(scenery.exercise(drive));
    lines.addAll(said);
    lines.add(keys(keys));
    return lines;
  }

  private static void add(List<String> lines, List<String> part, Way way) {
    if (way.airy && !part.isEmpty()) {
      lines.add("");
    }
    lines.addAll(part);
  }

  /** All steps, a line each, in pages. */
  List<String> menu(DriveDocument drive, int page, List<String> notice, String keys) {
    return paged(drive, ChoiceLines.menu(drive.here(), ALL, look), page, notice, keys);
  }

  /** The whole picture, and all else in words: claims, steps, refusals, controls; in pages. */
  List<String> details(DriveDocument drive, int page, List<String> notice, String keys) {
    List<String> body = new ArrayList<>(scenery.picture(drive.here(), Density.COMPACT));
    body.add("");
    body.addAll(Text.wrap(drive.question(), look.width()));
    body.addAll(scenery.moved(drive.here(), ALL));
    body.add("");
    body.addAll(scenery.claims(drive.here()));
    body.add("");
    body.addAll(ChoiceLines.whole(drive.here(), ALL, look));
    body.add("");
    scenery.controls(drive).forEach(c -> body.addAll(Text.hang("  ", c, look.width())));
    return paged(drive, body, page, notice, keys);
  }

  private List<String> paged(
      DriveDocument drive, List<String> body, int page, List<String> notice, String keys) {
    int room = Math.max(1, height - 3 - notice(notice).size());
    int pages = Math.max(1, Math.ceilDiv(body.size(), room));
    int at = Math.floorMod(page, pages);
    List<String> lines = new ArrayList<>(List.of(scenery.title(drive)));
    lines.addAll(body.subList(at * room, Math.min(body.size(), (at + 1) * room)));
    if (pages > 1) {
      lines.add(look.dress("page %d of %d".formatted(at + 1, pages), Ink.FAINT));
    }
    lines.addAll(notice(notice));
    lines.add(keys(keys));
    return lines;
  }

  private List<String> notice(List<String> sentences) {
    return notice(sentences, MOST_BESIDE);
  }

  /** Each entry of a list whole; of a sentence that stands alone so many lines. */
  private List<String> notice(List<String> sentences, int most) {
    List<String> lines = new ArrayList<>();
    for (String sentence : sentences) {
      lines.addAll(Text.wrap(sentence, look.width()));
    }
    if (sentences.size() == 1 && lines.size() > most) {
      String cut = lines.get(most - 1) + " " + look.ellipsis();
      lines = new ArrayList<>(lines.subList(0, most - 1));
      lines.add(Text.clipWords(cut, look.width(), look.ellipsis()));
    }
    lines.replaceAll(l -> look.dress(l, Ink.HEADING));
    return lines;
  }

  private String keys(String keys) {
    return look.dress(Text.clipWords(keys, look.width(), look.ellipsis()), Ink.FAINT);
  }
}
