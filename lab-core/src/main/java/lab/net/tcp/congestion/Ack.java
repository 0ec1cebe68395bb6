package lab.net.tcp.congestion;

import java.util.List;

/**
 * An acknowledgement.
 *
 * @param next the segment that the receiver waits for: all before it have arrived
 * @param blocks what arrived beyond, the block with the newest segment first, at most three (with
 *     timestamps no more fit); empty without SACK
 * @param marked whether the network marked what this acknowledges (ECN echo)
 * @param twice whether it was sent for a segment that had arrived before (D-SACK, RFC 2883)
 */
public record Ack(long next, List<Block> blocks, boolean marked, boolean twice) {
  /** Blocks that fit beside timestamps. */
  public static final int MOST_BLOCKS = 3;

  public Ack {
    blocks = List.copyOf(blocks);
  }

  public static Ack of(long next) {
    return new Ack(next, List.of(), false, false);
  }
}
