package lab.net.sim;

import lab.input.BadInput;

/**
 * A switch port's queue: first in, first out; who finds it full is dropped.
 *
 * @param packets most packets that wait (B); the one on the wire is not among them
 * @param markAt a packet that finds that many waiting is marked (K; RFC 8257, 3.1); 0 for never
 */
public record Port(int packets, int markAt) {
  /**
   * Checks the numbers.
   *
   * @throws BadInput if nothing may wait, or a threshold lies beyond the buffer
   */
  public Port {
    if (packets < 1 || packets > 1_000_000) {
      throw new BadInput("a buffer holds 1..1000000 packets (got " + packets + ")");
    }
    if (markAt < 0 || markAt > packets) {
      throw new BadInput(
          "the marking threshold is 0..the buffer, " + packets + " (got " + markAt + ")");
    }
  }

  public static Port dropTail(int packets) {
    return new Port(packets, 0);
  }
}
