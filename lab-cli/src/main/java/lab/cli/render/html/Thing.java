package lab.cli.render.html;

import java.util.Optional;
import lab.cli.render.Text;
import lab.stage.Click;
import lab.stage.Tone;

/** A thing of a picture: where it stands is said by who draws it. */
record Thing(String key, String label, Tone tone, Optional<Click> click, Optional<String> token) {
  Thing(String key, String label, Tone tone) {
    this(key, label, tone, Optional.empty(), Optional.empty());
  }

  /** The label with the tone's glyph before it. */
  String text() {
    String glyph = Glyph.of(tone);
    String clean = Text.clean(label).strip();
    return glyph.isEmpty() || clean.isEmpty() ? glyph + clean : glyph + " " + clean;
  }

  /** What it wants to be as wide as, its border and some air included. */
  double width() {
    return Math.max(48, Measure.label(text()) + 24);
  }
}
