package lab.net.tcp.congestion;

import java.util.ArrayList;
import java.util.List;

/**
 * The end that receives, as a value.
 *
 * @param next the segment it waits for: all before it have arrived
 * @param above what arrived beyond, the block with the newest segment first
 * @param held segments that arrived in order and are not acknowledged yet
 * @param marked whether the last one was marked (DCTCP.CE of RFC 8257, 3.2)
 */
public record Receiver(long next, List<Block> above, int held, boolean marked) {
  public static final Receiver START = new Receiver(0, List.of(), 0, false);

  public Receiver {
    above = List.copyOf(above);
  }

  /**
   * What a receiver does about a segment.
   *
   * @param after the receiver after it
   * @param acks what it sends at once; where it sends nothing, it acknowledges after a while
   *     ({@link #delayed})
   */
  public record Answer(Receiver after, List<Ack> acks) {}

  /**
   * A segment arrives.
   *
   * @param congested whether the network marked it
   */
  public Answer arrives(long seq, boolean congested, Acking acking) {
    List<Ack> before = List.of();
    Receiver r = this;
    if (congested != marked) {
      // What was not marked must not be acknowledged as marked, nor the other way round.
      before = held > 0 ? List.of(ack(acking, false)) : before;
      r = new Receiver(next, above, 0, congested);
    }
    if (seq == next && above.isEmpty()) {
      Receiver after = new Receiver(next + 1, above, r.held + 1, congested);
      if (after.held < acking.every()) {
        return new Answer(after, before);
      }
      return after.answer(before, acking, false);
    }
    if (seq < next || holds(seq)) {
      return r.answer(before, acking, true);
    }
    return (seq == next ? filled(congested) : stored(seq, congested)).answer(before, acking, false);
  }

  /** The wait for a second segment is over. */
  public Answer delayed(Acking acking) {
    return answer(List.of(), acking, false);
  }

  private Answer answer(List<Ack> before, Acking acking, boolean twice) {
    Ack ack = ack(acking, twice);
    List<Ack> acks = before.isEmpty() ? List.of(ack) : List.of(before.get(0), ack);
    return new Answer(held == 0 ? this : new Receiver(next, above, 0, marked), acks);
  }

  private Ack ack(Acking acking, boolean twice) {
    List<Block> blocks =
        acking.sack() ? above.subList(0, Math.min(above.size(), Ack.MOST_BLOCKS)) : List.of();
    return new Ack(next, blocks, marked, twice && acking.sack());
  }

  private boolean holds(long seq) {
    for (Block block : above) {
      if (block.from() <= seq && seq < block.to()) {
        return true;
      }
    }
    return false;
  }

  private Receiver filled(boolean congested) {
    long reached = next + 1;
    List<Block> rest = new ArrayList<>(above.size());
    for (Block block : above) {
      if (block.from() == reached) {
        reached = block.to();
      } else {
        rest.add(block);
      }
    }
    return new Receiver(reached, rest, held, congested);
  }

  private Receiver stored(long seq, boolean congested) {
    long from = seq;
    long to = seq + 1;
    List<Block> rest = new ArrayList<>(above.size() + 1);
    for (Block block : above) {
      if (block.to() == seq) {
        from = block.from();
      } else if (block.from() == seq + 1) {
        to = block.to();
      } else {
        rest.add(block);
      }
    }
    rest.add(0, new Block(from, to));
    return new Receiver(next, rest, held, congested);
  }
}
