package lab.cli.render.html;

import lab.cli.render.Look;
import lab.stage.Tone;

/** The sign of a tone, the same as in text; nothing of interest has none. */
final class Glyph {
  private static final Look LOOK = new Look(80, false, false);

  private Glyph() {}

  static String of(Tone tone) {
    return tone == Tone.IDLE ? "" : LOOK.glyph(tone);
  }
}
