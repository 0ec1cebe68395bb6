package lab.concurrent.nic.rdma;

/** What a work request asks for. */
public enum Opcode {
  /** Into the next receive of the peer. */
  SEND,
  /** Into memory of the peer that the sender names; the peer is not told. */
  WRITE,
  /** From memory of the peer that the sender names. */
  READ,
  /** A receive: of completions only. */
  RECEIVE;

  private static final Opcode[] VALUES = values();

  static Opcode of(int ordinal) {
    return VALUES[ordinal];
  }
}
