package lab.cli.report.html;

import lab.cli.render.Look;
import lab.cli.render.html.Html;
import lab.cli.render.html.Palette;
import lab.room.VerdictWord;
import lab.stage.Tone;

/** A verdict's word with a sign and a tone: neither sign nor colour is needed to read it. */
final class Tag {
  private static final Look LOOK = new Look(80, false, false);

  private Tag() {}

  static void write(Html html, VerdictWord word) {
    Tone tone = tone(word);
    html.open("strong", "class", "tag " + Palette.classOf(tone));
    html.leaf("span", LOOK.glyph(tone), "aria-hidden", "true").text(" " + word.word()).close();
  }

  static Tone tone(VerdictWord word) {
    return switch (word) {
      case CONFIRMED, CONSISTENT -> Tone.OK;
      case NOT_SEEN -> Tone.BUSY;
      case INCONCLUSIVE -> Tone.WARN;
      case CONTRADICTED -> Tone.BAD;
      case UNAVAILABLE -> Tone.GONE;
    };
  }
}
