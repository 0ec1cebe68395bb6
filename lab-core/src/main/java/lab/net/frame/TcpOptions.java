package lab.net.frame;

import java.util.ArrayList;
import java.util.List;

/** Reads the options of a TCP header. */
final class TcpOptions {
  private TcpOptions() {}

  /** The options from {@code from} to {@code to}, without the last. */
  static List<TcpOption> read(Input in, int from, int to) {
    List<TcpOption> options = new ArrayList<>();
    int at = from;
    while (at < to) {
      TcpOption option = option(in, at, to);
      options.add(option);
      at += option.length();
    }
    return List.copyOf(options);
  }

  static int length(List<TcpOption> options) {
    int length = 0;
    for (TcpOption option : options) {
      length += option.length();
    }
    return length;
  }

  /** Whether a kind is one that has a meaning here, and has its length. */
  static boolean known(int kind, int length) {
    return switch (kind) {
      case 2 -> length == 4;
      case 3 -> length == 3;
      case 4 -> length == 2;
      case 5 -> length >= 10 && length <= 34 && length % 8 == 2;
      case 8 -> length == 10;
      default -> false;
    };
  }

  private static TcpOption option(Input in, int at, int to) {
    int kind = in.u8(at);
    if (kind == 0) {
      return new TcpOption.End(in.bytes().slice(at + 1, to));
    }
    if (kind == 1) {
      return new TcpOption.Nop();
    }
    int length = Options.length(in, at, to);
    if (known(kind, length)) {
      return parsed(in, kind, at, length);
    }
    return new TcpOption.Unknown(kind, in.bytes().slice(at + 2, at + length));
  }

  private static TcpOption parsed(Input in, int kind, int at, int length) {
    return switch (kind) {
      case 2 -> new TcpOption.Mss(in.u16(at + 2));
      case 3 -> new TcpOption.WindowScale(in.u8(at + 2));
      case 4 -> new TcpOption.SackPermitted();
      case 5 -> {
        List<TcpOption.Block> blocks = new ArrayList<>();
        for (int block = at + 2; block < at + length; block += 8) {
          blocks.add(new TcpOption.Block(in.u32(block), in.u32(block + 4)));
        }
        yield new TcpOption.Sack(blocks);
      }
      default -> new TcpOption.Timestamps(in.u32(at + 2), in.u32(at + 6));
    };
  }
}
