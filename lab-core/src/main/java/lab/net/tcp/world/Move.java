package lab.net.tcp.world;

/**
 * One thing that may happen, in the words of a schedule: {@code client.connect}, {@code
 * net.deliver:server/SYN@4}. A segment is named by the host it goes to, its bits and SEQ, {@code
 * #ACK}, {@code /octets}; at the end {@code /old} for one from before this world, {@code /era1} for
 * one of an earlier incarnation.
 *
 * @param actor a host or {@code net}
 * @param arg empty where there is only one way
 */
public record Move(String actor, String verb, String arg) {
  @Override
  public String toString() {
    return arg.isEmpty() ? actor + "." + verb : actor + "." + verb + ":" + arg;
  }
}
