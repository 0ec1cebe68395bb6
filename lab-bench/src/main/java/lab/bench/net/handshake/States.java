package lab.bench.net.handshake;

import lab.net.tcp.State;

/** Linux's numbers of states (include/net/tcp_states.h). */
final class States {
  private States() {}

  static State of(int number) {
    return switch (number) {
      case 1 -> State.ESTABLISHED;
      case 2 -> State.SYN_SENT;
      // 12 is a half-open connection, which /proc/net/tcp shows as 3.
      case 3, 12 -> State.SYN_RECEIVED;
      case 4 -> State.FIN_WAIT_1;
      case 5 -> State.FIN_WAIT_2;
      case 6 -> State.TIME_WAIT;
      case 7 -> State.CLOSED;
      case 8 -> State.CLOSE_WAIT;
      case 9 -> State.LAST_ACK;
      case 10 -> State.LISTEN;
      case 11 -> State.CLOSING;
      default -> throw new IllegalStateException("Linux has no state " + number + " of TCP");
    };
  }
}
