package lab.cli.drive;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import lab.cli.answer.DriveDocument;
import lab.cli.render.html.Html;
import lab.cli.render.html.SvgRenderer;
import lab.input.BadInput;

/** How {@code lab drive} writes what was driven. */
enum Format {
  TEXT,
  /** The last picture, as a file for slides. */
  SVG,
  /** Everything, as one page. */
  HTML;

  private static final int PAGE = 1000;
  private static final int PICTURE = 960;

  /**
   * @throws BadInput if there is no such format
   */
  static Format of(String typed) {
    List<String> names = Stream.of(values()).map(f -> f.name().toLowerCase(Locale.ROOT)).toList();
    if (!names.contains(typed)) {
      throw new BadInput("--format is text, svg or html (got %s)".formatted(typed));
    }
    return values()[names.indexOf(typed)];
  }

  /** The file, with a line break at its end. */
  String written(DriveDocument drive) {
    DriveDocument.Frame last = drive.here();
    return switch (this) {
      case TEXT -> throw new IllegalStateException("text is printed line by line");
      case SVG ->
          SvgRenderer.render(
              last.stage(), new LinkedHashSet<>(last.changed()), Html.name(drive.id()), PICTURE);
      case HTML -> DrivePage.of(drive, PAGE);
    };
  }
}
