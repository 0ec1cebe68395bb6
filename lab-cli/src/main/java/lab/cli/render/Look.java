package lab.cli.render;

import lab.cli.command.Console;
import lab.stage.Tone;

/**
 * How text is dressed.
 *
 * @param width columns that may be used
 * @param plain whether to keep to ASCII
 * @param colour whether to use ANSI colours
 */
public record Look(int width, boolean plain, boolean colour) {

  /** The same, of that many columns. */
  public Look wide(int columns) {
    return new Look(columns, plain, colour);
  }

  public static Look of(Console console) {
    return new Look(console.width(), console.plain(), console.colour());
  }

  /** A sign of the frame, in box drawing or ASCII. */
  enum Sign {
    HORIZONTAL('─', '-'),
    VERTICAL('│', '|'),
    TOP_LEFT('┌', '+'),
    TOP('┬', '+'),
    TOP_RIGHT('┐', '+'),
    LEFT('├', '+'),
    CROSS('┼', '+'),
    RIGHT('┤', '+'),
    BOTTOM_LEFT('└', '+'),
    BOTTOM('┴', '+'),
    BOTTOM_RIGHT('┘', '+'),
    DASH('╌', '-'),
    UP('▲', '^'),
    DOWN('▼', 'v'),
    TO_RIGHT('►', '>'),
    TO_LEFT('◄', '<');

    private final String box;
    private final String ascii;

    Sign(char box, char ascii) {
      this.box = Character.toString(box);
      this.ascii = Character.toString(ascii);
    }
  }

  String sign(Sign sign) {
    return plain ? sign.ascii : sign.box;
  }

  /** The sign {@code times} times in a row. */
  String sign(Sign sign, int times) {
    return sign(sign).repeat(Math.max(0, times));
  }

  /** Stands for the tone where a thing is named. */
  public String glyph(Tone tone) {
    if (plain) {
      return fill(tone);
    }
    return switch (tone) {
      case IDLE -> "·";
      case A -> "◆";
      case B -> "◇";
      case BUSY -> "≈";
      case OK -> "✓";
      case WARN -> "!";
      case BAD -> "✗";
      case GONE -> "∅";
    };
  }

  /** Stands for how a claim came out. {@code lab help words} explains each. */
  public enum Mark {
    BROKEN("✗", "X"),
    /** Proved by exhaustion, in the world that was searched. */
    PROVED("✓", "+"),
    REACHED("●", "*"),
    /** Two costs were compared. */
    COUNTED("=", "="),
    /** True so far, of this schedule. */
    SO_FAR("·", "."),
    OPEN("?", "?"),
    UNREACHABLE("∅", "/");

    private final String sign;
    private final String ascii;

    Mark(String sign, String ascii) {
      this.sign = sign;
      this.ascii = ascii;
    }
  }

  public String mark(Mark mark) {
    return plain ? mark.ascii : mark.sign;
  }

  /** Fills an area of that tone. */
  String fill(Tone tone) {
    return switch (tone) {
      case IDLE -> plain ? "." : "·";
      case A -> plain ? "#" : "█";
      case B -> plain ? "=" : "▒";
      case BUSY -> plain ? "~" : "≈";
      case OK -> "+";
      case WARN -> "!";
      case BAD -> plain ? "X" : "╳";
      case GONE -> plain ? "/" : "╱";
    };
  }

  /** Fills an area by how much there is of something, 0 to 1. */
  String shade(double part) {
    String shades = plain ? ".:*#" : "░▒▓█";
    int at = (int) Math.floor(part * shades.length());
    return Character.toString(shades.charAt(Math.clamp(at, 0, shades.length() - 1)));
  }

  /** Cut text ends in this. */
  public String ellipsis() {
    return plain ? "~" : "…";
  }

  /** The text with the ANSI codes of {@code ink} around it, if there is colour. */
  public String dress(String text, Ink ink) {
    String codes = codes(ink);
    return !colour || codes.isEmpty() ? text : "\u001b[" + codes + "m" + text + "\u001b[0m";
  }

  private static String codes(Ink ink) {
    String tone =
        switch (ink.tone()) {
          case IDLE -> "";
          case A -> "34";
          case B -> "35";
          case BUSY -> "36";
          case OK -> "32";
          case WARN -> "33";
          case BAD -> "31";
          case GONE -> "90";
        };
    String weight =
        switch (ink.weight()) {
          case NORMAL -> "";
          case HEADING -> "1";
          case CHANGED -> "1;4";
          case FAINT -> "2";
        };
    return tone.isEmpty() || weight.isEmpty() ? tone + weight : weight + ";" + tone;
  }

  /** The colour of a tone and how heavily it is laid on. */
  public record Ink(Tone tone, Weight weight) {
    public static final Ink NONE = new Ink(Tone.IDLE, Weight.NORMAL);
    public static final Ink HEADING = new Ink(Tone.IDLE, Weight.HEADING);
    public static final Ink FAINT = new Ink(Tone.IDLE, Weight.FAINT);

    public static Ink of(Tone tone) {
      return new Ink(tone, Weight.NORMAL);
    }

    static Ink of(Tone tone, boolean changed) {
      return new Ink(tone, changed ? Weight.CHANGED : Weight.NORMAL);
    }

    /** How heavily. */
    public enum Weight {
      NORMAL,
      HEADING,
      CHANGED,
      FAINT
    }
  }
}
