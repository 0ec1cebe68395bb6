package lab.concurrent.nic.rdma;

/** What a work request asks for. */
public enum Opcode {
  /** Into the next receive of the peer. */
  SEND(0),
  /** Into memory of the peer that the sender names; the peer is not told. */
  WRITE(1),
  /** From memory of the peer that the sender names. */
  READ(2),
  /** A receive: of completions only. */
  RECEIVE(3);

  private final int number;

  Opcode(int number) {
    this.number = number;
  }

  /** As it stands in requests and completions. */
  int number() {
    return number;
  }

  private static final Opcode[] VALUES = values();

  static Opcode of(int number) {
    return VALUES[number];
  }
}
