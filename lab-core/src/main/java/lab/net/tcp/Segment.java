package lab.net.tcp;

import lab.input.BadInput;

/**
 * A TCP segment without its ports (RFC 9293, 3.1).
 *
 * @param seq sequence number of the first octet, or of the SYN
 * @param hasAck the ACK bit
 * @param ack the next number that is expected; 0 without the ACK bit
 * @param data octets of data
 * @param window octets that the sender is willing to take
 */
public record Segment(
    long seq,
    boolean hasAck,
    long ack,
    boolean syn,
    boolean fin,
    boolean rst,
    long data,
    long window)
    implements Comparable<Segment> {

  /**
   * Checks the numbers.
   *
   * @throws BadInput if one is negative, or an acknowledgement number stands without its bit
   */
  public Segment {
    if (seq < 0 || ack < 0 || data < 0 || window < 0) {
      throw new BadInput(
          "the numbers of a segment are at least 0 (got seq "
              + seq
              + ", ack "
              + ack
              + ", data "
              + data
              + ", window "
              + window
              + ")");
    }
    if (!hasAck && ack != 0) {
      throw new BadInput("a segment without ACK acknowledges 0 (got " + ack + ")");
    }
  }

  public static Segment syn(long seq, long window) {
    return new Segment(seq, false, 0, true, false, false, 0, window);
  }

  public static Segment synAck(long seq, long ack, long window) {
    return new Segment(seq, true, ack, true, false, false, 0, window);
  }

  public static Segment ack(long seq, long ack, long window) {
    return new Segment(seq, true, ack, false, false, false, 0, window);
  }

  public static Segment data(long seq, long ack, long data, long window) {
    return new Segment(seq, true, ack, false, false, false, data, window);
  }

  public static Segment fin(long seq, long ack, long window) {
    return new Segment(seq, true, ack, false, true, false, 0, window);
  }

  /** Of a host that resets: it takes nothing any more, so its window is 0. */
  public static Segment rst(long seq) {
    return new Segment(seq, false, 0, false, false, true, 0, 0);
  }

  /** The reset of something that acknowledged nothing: only its ACK can be believed. */
  public static Segment rstAck(long seq, long ack) {
    return new Segment(seq, true, ack, false, false, true, 0, 0);
  }

  /** SEG.LEN: the data, and one each for SYN and FIN. */
  public long length() {
    return data + (syn ? 1 : 0) + (fin ? 1 : 0);
  }

  /** The control bits as the figures of RFC 9293 name them: {@code SYN,ACK}; may be empty. */
  public String control() {
    return join(",");
  }

  /** As in the figures of RFC 9293: {@code <SEQ=300><ACK=101><CTL=SYN,ACK>}. */
  public String text() {
    return "<SEQ="
        + seq
        + ">"
        + (hasAck ? "<ACK=" + ack + ">" : "")
        + "<CTL="
        + control()
        + ">"
        + (data > 0 ? "<DATA=" + data + ">" : "");
  }

  /** Short enough for an action: {@code SYN+ACK@300#101}, with {@code /n} for n octets of data. */
  public String label() {
    return join("+") + "@" + seq + (hasAck ? "#" + ack : "") + (data > 0 ? "/" + data : "");
  }

  private String join(String between) {
    String bits = "";
    bits = syn ? "SYN" : bits;
    bits = fin ? and(bits, "FIN", between) : bits;
    bits = rst ? and(bits, "RST", between) : bits;
    return hasAck ? and(bits, "ACK", between) : bits;
  }

  private static String and(String bits, String bit, String between) {
    return bits.isEmpty() ? bit : bits + between + bit;
  }

  /** By SEQ first: an order for lists that have none of their own. */
  @Override
  public int compareTo(Segment other) {
    int order = Long.compare(seq, other.seq);
    order = order != 0 ? order : Integer.compare(bits(), other.bits());
    order = order != 0 ? order : Long.compare(ack, other.ack);
    order = order != 0 ? order : Long.compare(data, other.data);
    return order != 0 ? order : Long.compare(window, other.window);
  }

  /** FIN, SYN, RST and ACK where the header has them. */
  private int bits() {
    return (fin ? 1 : 0) | (syn ? 2 : 0) | (rst ? 4 : 0) | (hasAck ? 16 : 0);
  }
}
