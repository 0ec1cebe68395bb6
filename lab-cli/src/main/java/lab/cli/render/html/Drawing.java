package lab.cli.render.html;

import lab.cli.render.Text;
import lab.stage.Numbers;
import lab.stage.Tone;

/**
 * A drawing of one piece, in CSS pixels from its upper left corner. Colours are classes; what can
 * be clicked in a live picture is a button of HTML, all else is hidden from screen readers, who are
 * given the {@link lab.cli.render.Speech} instead.
 */
final class Drawing {
  /** On a phone of 390 px a drawing of this width is shown smaller, its labels at 13 px or more. */
  private static final int SHRINKS = 366;

  private final Scene scene;
  private final String id;
  private final Html still = new Html();
  private final Html buttons = new Html();
  private boolean hasButtons;
  private boolean hasHatch;
  private boolean hasSmall;
  private double height;
  private double right;

  /**
   * @param id of the piece, unique on the page
   */
  Drawing(Scene scene, String id) {
    this.scene = scene;
    this.id = id;
  }

  Scene scene() {
    return scene;
  }

  /** Of the lowest line so far. */
  double height() {
    return height;
  }

  /** Of the rightmost thing so far. */
  double width() {
    return right;
  }

  /** Makes the drawing at least that wide. */
  void across(double x) {
    right = Math.max(right, x);
  }

  /** Makes the drawing at least that high. */
  void reach(double y) {
    height = Math.max(height, y);
  }

  /** Opens a group; {@code token} may be null. */
  Drawing open(String key, Tone tone, String classes, String token) {
    still.open(
        "g",
        "class",
        classes + " " + Palette.classOf(tone) + scene.mark(key),
        "data-key",
        key,
        "data-token",
        token);
    return this;
  }

  Drawing close() {
    still.close();
    return this;
  }

  /** A rounded box with its label in the middle, cut where it does not fit. */
  void box(Thing thing, double x, double y, double width, double high) {
    if (scene.isButton(thing.click())) {
      button(thing, x, y, width, high);
      return;
    }
    open(thing.key(), thing.tone(), "thing", thing.token().orElse(null));
    area(thing.tone(), x, y, width, high, 8);
    label(thing, x + width / 2, y + high / 2 + 5, width - 8);
    close();
  }

  /** The label of a thing around a point, with all of it as a title where it is cut. */
  void label(Thing thing, double x, double y, double room) {
    String whole = thing.text();
    String text = Measure.label(whole) <= room ? whole : Text.clean(thing.label()).strip();
    String fit = Measure.fitLabel(text, room);
    if (!fit.equals(whole)) {
      still.leaf("title", whole);
    }
    if (!fit.isEmpty()) {
      text(x, y, fit, "label on", "middle");
    }
  }

  /** A button of HTML in the place of a box. */
  void button(Thing thing, double x, double y, double width, double high) {
    hasButtons = true;
    buttons.open(
        "foreignObject",
        "x",
        Numbers.coordinate(x),
        "y",
        Numbers.coordinate(y),
        "width",
        Numbers.coordinate(width),
        "height",
        Numbers.coordinate(high));
    buttons.leaf(
        "button",
        thing.text(),
        "type",
        "button",
        "class",
        "cell filled " + Palette.classOf(thing.tone()) + scene.mark(thing.key()),
        "data-key",
        thing.key(),
        "data-token",
        thing.token().orElse(null),
        "data-do",
        Scene.step(thing.click()),
        "data-set",
        Scene.set(thing.click()));
    buttons.close();
    across(x + width);
    reach(y + high);
  }

  /** An area in the tone's form: double, hatched, dashed, or heavy. */
  void area(Tone tone, double x, double y, double width, double high, double radius) {
    rect("area", x + 1.5, y + 1.5, width - 3, high - 3, radius);
    if (tone == Tone.BUSY) {
      hatch(x + 1.5, y + 1.5, width - 3, high - 3, radius);
    }
    if (tone == Tone.B && width > 12 && high > 12) {
      rect("inner", x + 4.5, y + 4.5, width - 9, high - 9, Math.max(0, radius - 3));
    }
  }

  void hatch(double x, double y, double width, double high, double radius) {
    hasHatch = true;
    rectangle(x, y, width, high, radius, "hatch", Hatch.of(id));
  }

  void rect(String classes, double x, double y, double width, double high, double radius) {
    rectangle(x, y, width, high, radius, classes, null);
  }

  private void rectangle(
      double x, double y, double width, double high, double radius, String classes, String fill) {
    still.empty(
        "rect",
        "class",
        classes,
        "x",
        Numbers.coordinate(x),
        "y",
        Numbers.coordinate(y),
        "width",
        Numbers.coordinate(Math.max(0.5, width)),
        "height",
        Numbers.coordinate(Math.max(0.5, high)),
        "rx",
        radius == 0 ? null : Numbers.coordinate(radius),
        "fill",
        fill);
    reach(y + high + 1.5);
    across(x + width + 1.5);
  }

  /** Text whose baseline is at {@code y}; {@code anchor} is start, middle or end. */
  void text(double x, double y, String text, String classes, String anchor) {
    still.leaf(
        "text",
        text,
        "class",
        classes,
        "x",
        Numbers.coordinate(x),
        "y",
        Numbers.coordinate(y),
        "text-anchor",
        anchor.equals("start") ? null : anchor);
    boolean small = classes.contains("small");
    hasSmall |= small;
    double wide =
        small
            ? Measure.small(text)
            : classes.contains("total") ? Measure.total(text) : Measure.label(text);
    across(x + wide * (anchor.equals("start") ? 1 : anchor.equals("middle") ? 0.5 : 0));
    reach(y + 5);
  }

  void line(String classes, double x1, double y1, double x2, double y2) {
    path(classes, new Path().move(x1, y1).line(x2, y2));
    reach(Math.max(y1, y2) + 1);
    across(Math.max(x1, x2) + 2);
  }

  void path(String classes, Path path) {
    still.empty("path", "class", classes, "d", path.toString());
  }

  void circle(String classes, double x, double y, double radius) {
    still.empty(
        "circle",
        "class",
        classes,
        "cx",
        Numbers.coordinate(x),
        "cy",
        Numbers.coordinate(y),
        "r",
        Numbers.coordinate(radius));
    across(x + radius + 1);
  }

  /** The tip of an arrow that comes to (x, y) from the direction of (fromX, fromY). */
  void head(double x, double y, double fromX, double fromY) {
    double length = Math.max(0.001, Math.hypot(x - fromX, y - fromY));
    double dx = (x - fromX) / length;
    double dy = (y - fromY) / length;
    path(
        "point",
        new Path()
            .move(x, y)
            .line(x - 10 * dx - 4.5 * dy, y - 10 * dy + 4.5 * dx)
            .line(x - 10 * dx + 4.5 * dy, y - 10 * dy - 4.5 * dx)
            .end());
    across(Math.max(x, x - 10 * dx + 4.5 * Math.abs(dy)));
    reach(Math.max(y, y - 10 * dy + 4.5 * Math.abs(dx)));
  }

  /** The content: what is only looked at, and behind it what can be used. */
  Html content() {
    Html all = new Html();
    if (hasHatch) {
      Hatch.define(id, all);
    }
    if (!hasButtons) {
      return all.add(still);
    }
    return all.open("g", "aria-hidden", "true").add(still).close().add(buttons);
  }

  /** One {@code svg} element, as wide as what is in it and no wider than {@code most}. */
  Html svg(int most, String... more) {
    int width = (int) Math.clamp(Math.ceil(right), 1, most);
    String high = Numbers.coordinate(Math.ceil(height));
    String[] own = {
      "class",
      width <= SHRINKS && !hasSmall ? "drawing shrinks" : "drawing",
      "width",
      String.valueOf(width),
      "height",
      high,
      "viewBox",
      "0 0 " + width + " " + high,
      "aria-hidden",
      hasButtons ? null : "true"
    };
    String[] all = new String[own.length + more.length];
    System.arraycopy(own, 0, all, 0, own.length);
    System.arraycopy(more, 0, all, own.length, more.length);
    return new Html().open("svg", all).add(content()).close();
  }
}
