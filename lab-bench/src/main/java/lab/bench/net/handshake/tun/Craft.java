package lab.bench.net.handshake.tun;

import lab.net.tcp.Connection;
import lab.net.tcp.Segment;
import lab.net.tcp.SequenceSpace;

/**
 * A segment that no machine of ours would send now: an old one, or somebody's who guesses. Its
 * numbers count from what the kernel expects, so that 0 and 0 are in order; where there is no
 * connection, from 0.
 *
 * @param seq from RCV.NXT of the kernel's end
 * @param ack from SND.NXT of the kernel's end; counts with {@code hasAck}
 */
record Craft(boolean syn, boolean fin, boolean rst, long seq, boolean hasAck, long ack, int data) {
  private static final long WINDOW = 65_535;

  static Craft syn(long seq) {
    return new Craft(true, false, false, seq, false, 0, 0);
  }

  static Craft rst(long seq) {
    return new Craft(false, false, true, seq, false, 0, 0);
  }

  static Craft ack(long seq, long ack) {
    return new Craft(false, false, false, seq, true, ack, 0);
  }

  static Craft data(long seq, int octets) {
    return ack(seq, 0).withData(octets);
  }

  static Craft bare(long seq) {
    return new Craft(false, false, false, seq, false, 0, 0);
  }

  Craft withSyn() {
    return new Craft(true, fin, rst, seq, hasAck, ack, data);
  }

  Craft withFin() {
    return new Craft(syn, true, rst, seq, hasAck, ack, data);
  }

  Craft withRst() {
    return new Craft(syn, fin, true, seq, hasAck, ack, data);
  }

  Craft withAck(long number) {
    return new Craft(syn, fin, rst, seq, true, number, data);
  }

  Craft withData(int octets) {
    return new Craft(syn, fin, rst, seq, hasAck, ack, octets);
  }

  /** As it arrives at that end of a connection. */
  Segment at(Connection kernel) {
    SequenceSpace space = SequenceSpace.REAL;
    return new Segment(
        space.add(kernel.rcv().nxt(), seq),
        hasAck,
        hasAck ? space.add(kernel.snd().nxt(), ack) : 0,
        syn,
        fin,
        rst,
        data,
        WINDOW);
  }
}
