package lab.net.frame;

/**
 * The bytes of one layer and of what it carries, and where they are in the frame.
 *
 * @param start in the frame
 * @param bytes up to the end of what the layer below carries
 */
record Input(String layer, int start, Bytes bytes) {
  /** Thrown through the parsers only: {@link Peel} makes of it what the caller wants. */
  static final class Refused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Refusal refusal;

    Refused(Refusal refusal) {
      super(refusal.toString(), null, false, false);
      this.refusal = refusal;
    }

    Refusal refusal() {
      return refusal;
    }
  }

  /** That the first {@code length} bytes are there. */
  void need(int length, String what) {
    if (bytes.length() < length) {
      throw refuse(bytes.length(), what + " is " + length + " bytes (got " + bytes.length() + ")");
    }
  }

  /** Refuses for what stands at {@code at} in the layer. */
  Refused refuse(int at, String expected) {
    return new Refused(new Refusal(layer, start + at, expected));
  }

  int u8(int at) {
    return bytes.u8(at);
  }

  int u16(int at) {
    return bytes.u16(at);
  }

  long u32(int at) {
    return bytes.u32(at);
  }
}
