package lab.experiments.net.handshake;

import lab.net.tcp.Connection;
import lab.net.tcp.world.World;

/** What two hosts do that will never see it alike. */
record Waiting(Setup setup) {

  String of(World world) {
    return "From here on they never see it alike: "
        + setup.title(0)
        + " "
        + does(world.host(0).tcp())
        + ", "
        + setup.title(1)
        + " "
        + does(world.host(1).tcp())
        + ", and no answer of one is what the other waits for.";
  }

  private String does(Connection c) {
    boolean again = setup.scenario().tcp().retransmits(c);
    return switch (c.state()) {
      case CLOSED -> "knows of no connection";
      case LISTEN -> "listens";
      case SYN_SENT ->
          again
              ? "sends its SYN again and again"
              : "waits for the answer to a SYN that is sent once";
      case SYN_RECEIVED ->
          again
              ? "sends its SYN,ACK again and again"
              : "waits for the ACK of a SYN that is sent once";
      case ESTABLISHED, CLOSE_WAIT -> "believes in a connection";
      case FIN_WAIT_1, CLOSING, LAST_ACK -> "sends its FIN again and again";
      case FIN_WAIT_2 -> "waits for the other to close";
      case TIME_WAIT -> "is in TIME-WAIT as long as something is in flight";
    };
  }
}
