package lab.cli.report.html;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import lab.cli.render.html.PageStyle;

/** The style of the file, and the policy that lets it in and nothing else. */
final class ReportStyle {
  private static final String SHEET = "report.css";

  private ReportStyle() {}

  static String sheet() {
    return PageStyle.picture() + own();
  }

  private static String own() {
    try (InputStream in = ReportStyle.class.getResourceAsStream(SHEET)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + SHEET, e);
    }
  }

  /** No script, no network, no other style: what the file shows, it has. */
  static String policy(String sheet) {
    return "default-src 'none'; style-src %s; img-src data:".formatted(PageStyle.source(sheet));
  }
}
