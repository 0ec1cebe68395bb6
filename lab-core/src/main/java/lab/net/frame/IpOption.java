package lab.net.frame;

import java.util.ArrayList;
import java.util.List;

/**
 * An option of an IPv4 header (RFC 791, 3.1): end of list and no operation are one byte, all others
 * have a length.
 *
 * @param type copied flag, class and number
 * @param data without type and length; behind the end of the list, what fills the header up
 */
public record IpOption(int type, Bytes data) {
  public static final int END = 0;
  public static final int NO_OPERATION = 1;
  private static final int COPIED = 0x80;

  public IpOption {
    Limits.bits("option type", type, 8);
    Limits.range("bytes of option " + type, data.length(), 0, mostData(type));
  }

  private static int mostData(int type) {
    return switch (type) {
      case END -> 39;
      case NO_OPERATION -> 0;
      default -> 38;
    };
  }

  /** Whether every fragment carries it. */
  public boolean copied() {
    return (type & COPIED) != 0;
  }

  /** Length in bytes. */
  public int length() {
    return (type <= NO_OPERATION ? 1 : 2) + data.length();
  }

  static int length(List<IpOption> options) {
    int length = 0;
    for (IpOption option : options) {
      length += option.length();
    }
    return length;
  }

  /** With an end of list up to the next word, if there is something to fill up. */
  public static List<IpOption> padded(List<IpOption> options) {
    List<IpOption> out = new ArrayList<>(options);
    int missing = -length(options) & 3;
    if (missing > 0) {
      out.add(new IpOption(END, Bytes.zeros(missing - 1)));
    }
    return List.copyOf(out);
  }

  static List<IpOption> read(Input in, int from, int to) {
    List<IpOption> options = new ArrayList<>();
    int at = from;
    while (at < to) {
      int type = in.u8(at);
      int end = type == END ? to : at + 1;
      int data = at + 1;
      if (type > NO_OPERATION) {
        data = at + 2;
        end = at + Options.length(in, at, to);
      }
      options.add(new IpOption(type, in.bytes().slice(data, end)));
      at = end;
    }
    return List.copyOf(options);
  }

  void write(Layout layout) {
    layout.number("option type", 8, type, this::text);
    if (type > NO_OPERATION) {
      layout.number("option length", 8, length(), () -> length() + " bytes");
    }
    layout.octets(type == END ? "fill" : "option data", data, data::hex);
  }

  private String text() {
    return switch (type) {
      case END -> "end of the options";
      case NO_OPERATION -> "no operation";
      case 7 -> "record route";
      case 68 -> "timestamps";
      case 131 -> "loose source route";
      case 137 -> "strict source route";
      case 148 -> "router alert";
      default -> copied() ? "another option, in every fragment" : "another option";
    };
  }
}
