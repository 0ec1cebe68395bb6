package lab.net.frame;

import java.util.ArrayList;
import java.util.List;
import lab.input.BadInput;

/** An option of a TCP header (RFC 9293, 3.1; RFC 7323; RFC 2018). */
public sealed interface TcpOption {
  /** The largest shift of a window (RFC 7323, 2.3). */
  int MOST_SHIFT = 14;

  int kind();

  /** Length in bytes, kind and length included. */
  int length();

  /** Says its fields, in order. */
  void write(Layout layout);

  /**
   * The end of the list.
   *
   * @param fill the rest of the header; zeros, if the sender keeps to the rules
   */
  record End(Bytes fill) implements TcpOption {
    @Override
    public int kind() {
      return 0;
    }

    @Override
    public int length() {
      return 1 + fill.length();
    }

    @Override
    public void write(Layout layout) {
      layout
          .number("option kind", 8, 0, () -> "end of the options")
          .octets("fill", fill, fill::hex);
    }
  }

  /** Nothing, one byte long. */
  record Nop() implements TcpOption {
    @Override
    public int kind() {
      return 1;
    }

    @Override
    public int length() {
      return 1;
    }

    @Override
    public void write(Layout layout) {
      layout.number("option kind", 8, 1, () -> "no operation");
    }
  }

  /**
   * The largest segment that the sender takes.
   *
   * @param bytes of payload, options counted in (RFC 6691)
   */
  record Mss(int bytes) implements TcpOption {
    public Mss {
      Limits.bits("MSS", bytes, 16);
    }

    @Override
    public int kind() {
      return 2;
    }

    @Override
    public int length() {
      return 4;
    }

    @Override
    public void write(Layout layout) {
      head(this, layout, "maximum segment size");
      layout.number("mss", 16, bytes, () -> bytes + " bytes at most in a segment");
    }
  }

  /**
   * By how many bits later windows are shifted.
   *
   * @param shift as sent; more than 14 counts as 14
   */
  record WindowScale(int shift) implements TcpOption {
    public WindowScale {
      Limits.bits("window shift", shift, 8);
    }

    @Override
    public int kind() {
      return 3;
    }

    @Override
    public int length() {
      return 3;
    }

    @Override
    public void write(Layout layout) {
      head(this, layout, "window scale");
      layout.number(
          "shift", 8, shift, () -> "windows count by " + (1 << Math.min(shift, MOST_SHIFT)));
    }
  }

  /** The sender understands {@link Sack}. */
  record SackPermitted() implements TcpOption {
    @Override
    public int kind() {
      return 4;
    }

    @Override
    public int length() {
      return 2;
    }

    @Override
    public void write(Layout layout) {
      head(this, layout, "selective acknowledgements are understood");
    }
  }

  /**
   * What has arrived beyond a gap.
   *
   * @param left its first sequence number, 0..2^32-1
   * @param right the one behind its last
   */
  record Block(long left, long right) {
    public Block {
      Limits.bits("left edge", left, 32);
      Limits.bits("right edge", right, 32);
    }
  }

  /**
   * Selective acknowledgement.
   *
   * @param blocks one to four
   */
  record Sack(List<Block> blocks) implements TcpOption {
    public Sack {
      blocks = List.copyOf(blocks);
      Limits.range("SACK blocks", blocks.size(), 1, 4);
    }

    @Override
    public int kind() {
      return 5;
    }

    @Override
    public int length() {
      return 2 + 8 * blocks.size();
    }

    @Override
    public void write(Layout layout) {
      head(this, layout, "selective acknowledgement");
      for (Block block : blocks) {
        layout
            .number("left edge", 32, block.left, () -> "has arrived from " + block.left)
            .number("right edge", 32, block.right, () -> "up to before " + block.right);
      }
    }
  }

  /**
   * Times by the sender's clock, in units of its own.
   *
   * @param value now, 0..2^32-1
   * @param echo the latest one of the peer
   */
  record Timestamps(long value, long echo) implements TcpOption {
    public Timestamps {
      Limits.bits("timestamp", value, 32);
      Limits.bits("echo", echo, 32);
    }

    @Override
    public int kind() {
      return 8;
    }

    @Override
    public int length() {
      return 10;
    }

    @Override
    public void write(Layout layout) {
      head(this, layout, "timestamps");
      layout
          .number("timestamp", 32, value, () -> value + " by the sender's clock")
          .number("echo", 32, echo, () -> echo + " was the peer's");
    }
  }

  /**
   * Any other option, or a known one whose length is not that of its kind.
   *
   * @param data without kind and length
   */
  record Unknown(int kind, Bytes data) implements TcpOption {
    public Unknown {
      Limits.range("option kind with a length", kind, 2, 255);
      Limits.range("bytes of option " + kind, data.length(), 0, 38);
      if (TcpOptions.known(kind, data.length() + 2)) {
        throw new BadInput("option " + kind + " of " + data.length() + " bytes is a known one");
      }
    }

    /** Whether the kind is known and the length is not its own. */
    public boolean misfit() {
      return kind <= 5 || kind == 8;
    }

    @Override
    public int length() {
      return 2 + data.length();
    }

    @Override
    public void write(Layout layout) {
      head(this, layout, misfit() ? "a known option of another length" : "another option");
      layout.octets("option data", data, data::hex);
    }
  }

  private static void head(TcpOption option, Layout layout, String meaning) {
    layout
        .number("option kind", 8, option.kind(), () -> meaning)
        .number("option length", 8, option.length(), () -> option.length() + " bytes");
  }

  /** With an end of list up to the next word, if there is something to fill up. */
  static List<TcpOption> padded(List<TcpOption> options) {
    List<TcpOption> out = new ArrayList<>(options);
    int missing = -TcpOptions.length(options) & 3;
    if (missing > 0) {
      out.add(new End(Bytes.zeros(missing - 1)));
    }
    return List.copyOf(out);
  }
}
