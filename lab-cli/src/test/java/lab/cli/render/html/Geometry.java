package lab.cli.render.html;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/** Whether what a drawing draws lies within it. */
final class Geometry {
  private static final Pattern NUMBER = Pattern.compile("-?[0-9]+(\\.[0-9]+)?");
  private static final double SLACK = 1.5;

  private Geometry() {}

  static void isWithin(Element svg) {
    double width = Double.parseDouble(svg.getAttribute("width"));
    double height = Double.parseDouble(svg.getAttribute("height"));
    check(svg, 0, 0, width, height);
  }

  private static void check(Element in, double dx, double dy, double width, double height) {
    for (Node n = in.getFirstChild(); n != null; n = n.getNextSibling()) {
      if (n instanceof Element e) {
        double x = dx;
        double y = dy;
        Matcher moved = NUMBER.matcher(e.getAttribute("transform"));
        if (e.hasAttribute("transform") && moved.find()) {
          x += Double.parseDouble(moved.group());
          assertThat(moved.find()).isTrue();
          y += Double.parseDouble(moved.group());
        }
        switch (e.getTagName()) {
          case "rect", "foreignObject" -> {
            inside(e, x + number(e, "x"), y + number(e, "y"), width, height);
            inside(
                e,
                x + number(e, "x") + number(e, "width"),
                y + number(e, "y") + number(e, "height"),
                width,
                height);
          }
          case "circle" -> {
            inside(e, x + number(e, "cx"), y + number(e, "cy"), width, height);
          }
          case "text" -> text(e, x, y, width, height);
          case "path" -> path(e, x, y, width, height);
          case "g" -> check(e, x, y, width, height);
          default -> {}
        }
      }
    }
  }

  private static void text(Element e, double dx, double dy, double width, double height) {
    String text = e.getTextContent();
    String classes = e.getAttribute("class");
    double wide =
        classes.contains("total")
            ? Measure.total(text)
            : classes.contains("small") ? Measure.small(text) : Measure.label(text);
    double before =
        switch (e.getAttribute("text-anchor")) {
          case "middle" -> wide / 2;
          case "end" -> wide;
          default -> 0;
        };
    double x = dx + number(e, "x") - before;
    inside(e, x, dy + number(e, "y"), width, height);
    inside(e, x + wide, dy + number(e, "y"), width, height);
  }

  /** End points and control points; radii and flags of arcs are no places. */
  private static void path(Element e, double dx, double dy, double width, double height) {
    for (String part : e.getAttribute("d").split("(?=[MLCA])", -1)) {
      Matcher numbers = NUMBER.matcher(part);
      double[] last = new double[2];
      while (numbers.find()) {
        last[0] = last[1];
        last[1] = Double.parseDouble(numbers.group());
      }
      inside(e, dx + last[0], dy + last[1], width, height);
    }
  }

  private static void inside(Element e, double x, double y, double width, double height) {
    String what = e.getTagName() + " " + e.getAttribute("class") + " " + e.getTextContent();
    assertThat(x).as("x of %s in %s wide", what, width).isBetween(-SLACK, width + SLACK);
    assertThat(y).as("y of %s in %s high", what, height).isBetween(-SLACK, height + SLACK);
  }

  private static double number(Element e, String name) {
    return e.hasAttribute(name) ? Double.parseDouble(e.getAttribute(name)) : 0;
  }
}
