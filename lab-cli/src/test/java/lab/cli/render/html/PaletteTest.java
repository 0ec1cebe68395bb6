package lab.cli.render.html;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import lab.cli.render.html.Palette.Theme;
import lab.stage.Tone;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The palette's promises, computed from its values. */
final class PaletteTest {
  private static final List<Tone> STRONG =
      List.of(Tone.A, Tone.B, Tone.BUSY, Tone.OK, Tone.WARN, Tone.BAD);

  @ParameterizedTest
  @EnumSource
  void textIsReadOnWhateverIsUnderIt(Theme theme) {
    for (Tone tone : Tone.values()) {
      assertThat(contrast(Palette.ink(tone), Palette.fill(tone), theme))
          .as("%s on its fill", tone)
          .isGreaterThanOrEqualTo(7.1);
      assertThat(contrast(Palette.ink(tone), Palette.CARD, theme))
          .as("%s on a card", tone)
          .isGreaterThanOrEqualTo(7.1);
    }
    for (Palette under : List.of(Palette.PAGE, Palette.CARD)) {
      assertThat(contrast(Palette.INK, under, theme)).isGreaterThanOrEqualTo(14);
      assertThat(contrast(Palette.SECOND, under, theme)).isGreaterThanOrEqualTo(7.1);
      assertThat(contrast(Palette.ACCENT, under, theme)).isGreaterThanOrEqualTo(6.3);
    }
  }

  @ParameterizedTest
  @EnumSource
  void edgesAreSeenOnACard(Theme theme) {
    for (Tone tone : Tone.values()) {
      assertThat(contrast(Palette.edge(tone), Palette.CARD, theme))
          .as("%s", tone)
          .isGreaterThanOrEqualTo(3.2);
    }
    assertThat(contrast(Palette.CONTROL, Palette.CARD, theme)).isGreaterThanOrEqualTo(4.4);
  }

  @ParameterizedTest
  @EnumSource
  void strongEdgesStayApartForPeopleWhoSeeTwoPrimaries(Theme theme) {
    for (Vision vision : Vision.values()) {
      double least = Double.POSITIVE_INFINITY;
      for (Tone one : STRONG) {
        for (Tone other : STRONG.subList(STRONG.indexOf(one) + 1, STRONG.size())) {
          least = Math.min(least, distance(one, other, theme, vision));
        }
      }
      // Measured 25.8 in light (tritanopia, A and OK) and 24.7 in dark (protanopia, A and B).
      assertThat(least).as("%s", vision).isGreaterThan(theme == Theme.LIGHT ? 25.8 : 24.6);
    }
  }

  @ParameterizedTest
  @EnumSource
  void theSheetHasEveryColour(Theme theme) {
    for (Palette colour : Palette.values()) {
      String property = colour.var().substring("var(".length(), colour.var().length() - 1);
      assertThat(Palette.css()).contains(property + ":" + colour.in(theme) + ";");
    }
    for (Tone tone : Tone.values()) {
      assertThat(Palette.css()).contains("." + Palette.classOf(tone) + "{--fill:");
    }
  }

  private static double contrast(Palette one, Palette other, Theme theme) {
    double a = luminance(linear(one.in(theme)));
    double b = luminance(linear(other.in(theme)));
    return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
  }

  private static double distance(Tone one, Tone other, Theme theme, Vision vision) {
    return distance(
        lab(vision.see(linear(Palette.edge(one).in(theme)))),
        lab(vision.see(linear(Palette.edge(other).in(theme)))));
  }

  /** CIE76. */
  private static double distance(double[] one, double[] other) {
    double sum = 0;
    for (int i = 0; i < 3; i++) {
      sum += (one[i] - other[i]) * (one[i] - other[i]);
    }
    return Math.sqrt(sum);
  }

  /** Red, green and blue without the gamma of sRGB, 0 to 1. */
  private static double[] linear(String colour) {
    return Stream.of(1, 3, 5)
        .mapToDouble(i -> Integer.parseInt(colour, i, i + 2, 16) / 255.0)
        .map(v -> v <= 0.04045 ? v / 12.92 : Math.pow((v + 0.055) / 1.055, 2.4))
        .toArray();
  }

  /** WCAG 2.2, relative luminance. */
  private static double luminance(double[] rgb) {
    return 0.2126 * rgb[0] + 0.7152 * rgb[1] + 0.0722 * rgb[2];
  }

  /** CIE L*a*b* for the white point D65. */
  private static double[] lab(double[] rgb) {
    double x = (0.4124564 * rgb[0] + 0.3575761 * rgb[1] + 0.1804375 * rgb[2]) / 0.95047;
    double y = 0.2126729 * rgb[0] + 0.7151522 * rgb[1] + 0.0721750 * rgb[2];
    double z = (0.0193339 * rgb[0] + 0.1191920 * rgb[1] + 0.9503041 * rgb[2]) / 1.08883;
    return new double[] {116 * f(y) - 16, 500 * (f(x) - f(y)), 200 * (f(y) - f(z))};
  }

  private static double f(double t) {
    return t > 216.0 / 24389 ? Math.cbrt(t) : (24389.0 / 27 * t + 16) / 116;
  }

  /** Machado, Oliveira and Fernandes 2009, severity 1.0: matrices for linear RGB. */
  private enum Vision {
    PROTANOPIA,
    DEUTERANOPIA,
    TRITANOPIA;

    private double[] matrix() {
      return switch (this) {
        case PROTANOPIA ->
            new double[] {
              0.152286, 1.052583, -0.204868, 0.114503, 0.786281, 0.099216, -0.003882, -0.048116,
              1.051998
            };
        case DEUTERANOPIA ->
            new double[] {
              0.367322, 0.860646, -0.227968, 0.280085, 0.672501, 0.047413, -0.011820, 0.042940,
              0.968881
            };
        case TRITANOPIA ->
            new double[] {
              1.255528, -0.076749, -0.178779, -0.078411, 0.930809, 0.147602, 0.004733, 0.691367,
              0.303900
            };
      };
    }

    double[] see(double[] rgb) {
      double[] matrix = matrix();
      List<Double> seen = new ArrayList<>();
      for (int row = 0; row < 9; row += 3) {
        double sum = matrix[row] * rgb[0] + matrix[row + 1] * rgb[1] + matrix[row + 2] * rgb[2];
        seen.add(Math.clamp(sum, 0, 1));
      }
      return seen.stream().mapToDouble(Double::doubleValue).toArray();
    }
  }
}
