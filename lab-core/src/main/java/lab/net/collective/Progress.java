package lab.net.collective;

import java.util.ArrayList;
import java.util.List;

/**
 * How far each rank is in a plan, and what is on its way.
 *
 * @param ranks by number
 * @param connections the slots of each, by sender and then by receiver; an empty one is {@link
 *     Mail#NONE}
 */
public record Progress(List<Rank> ranks, List<List<Mail>> connections) {
  public Progress {
    ranks = List.copyOf(ranks);
    connections = connections.stream().map(List::copyOf).toList();
  }

  /**
   * One rank.
   *
   * @param step in which it is, from 0; as many as there are when it is done
   * @param sent whether it has sent what it sends in this step
   * @param taken whether it has taken what comes in this step
   * @param parts of its vector, each the sum so far
   * @param outgoing what the parts were when the step began: a second buffer, from which it sends
   */
  public record Rank(int step, boolean sent, boolean taken, List<Long> parts, List<Long> outgoing) {
    public Rank {
      parts = List.copyOf(parts);
      outgoing = List.copyOf(outgoing);
    }
  }

  /**
   * What lies in a slot.
   *
   * @param step that its sender was in; -1 for none
   * @param parts what was sent
   */
  public record Mail(int step, List<Long> parts) {
    public static final Mail NONE = new Mail(-1, List.of());

    public Mail {
      parts = List.copyOf(parts);
    }

    public boolean isThere() {
      return step >= 0;
    }
  }

  Progress with(int rank, Rank now) {
    List<Rank> all = new ArrayList<>(ranks);
    all.set(rank, now);
    return new Progress(all, connections);
  }

  Progress withMail(int connection, int slot, Mail mail) {
    List<Mail> slots = new ArrayList<>(connections.get(connection));
    slots.set(slot, mail);
    List<List<Mail>> all = new ArrayList<>(connections);
    all.set(connection, slots);
    return new Progress(ranks, all);
  }
}
