package lab.net.collective;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import lab.input.BadInput;
import lab.net.collective.Progress.Mail;
import lab.net.collective.Progress.Rank;

/**
 * Ranks that go through a plan each at its own pace: in every step of its own a rank sends what it
 * has to send and takes what comes, in either order, and then goes on. A message lies in a slot of
 * its connection until it is taken: the n-th of a connection in slot n modulo their number.
 *
 * <p>Left out: how long anything takes ({@link Cost} says), messages that are lost or overtake one
 * another.
 *
 * @param slots of each connection, 1 or more
 */
public record Ranks(Plan plan, int slots, Fault fault) {

  /** What a rank gives is counted four bits each, so that what is in a sum can be read off. */
  public static final int MOST_COUNTED = 15;

  private static final int COUNT_BITS = 4;

  /**
   * Checks the numbers.
   *
   * @throws BadInput if there is no slot, or more ranks than can be counted
   */
  public Ranks {
    if (slots < 1) {
      throw new BadInput("a connection has at least 1 slot (got " + slots + ")");
    }
    if (plan.ranks() > MOST_COUNTED) {
      throw new BadInput(
          "rank by rank there are at most " + MOST_COUNTED + " (got " + plan.ranks() + ")");
    }
  }

  /** Nobody has sent anything. */
  public Progress start() {
    List<Rank> ranks = new ArrayList<>();
    for (int r = 0; r < plan.ranks(); r++) {
      List<Long> parts = new ArrayList<>();
      for (int part = 0; part < plan.parts(); part++) {
        parts.add(1L << (r * COUNT_BITS));
      }
      ranks.add(ahead(r, new Rank(-1, true, true, parts, parts)));
    }
    List<Mail> empty = Collections.nCopies(slots, Mail.NONE);
    return new Progress(ranks, Collections.nCopies(plan.ranks() * plan.ranks(), empty));
  }

  /** How often what {@code rank} gave is in a sum. */
  public static int count(long sum, int rank) {
    return (int) (sum >>> (rank * COUNT_BITS)) & ((1 << COUNT_BITS) - 1);
  }

  /** The sum of what all ranks give, each once. */
  public long whole() {
    long whole = 0;
    for (int r = 0; r < plan.ranks(); r++) {
      whole |= 1L << (r * COUNT_BITS);
    }
    return whole;
  }

  /** Whether a rank has been through all steps. */
  public boolean done(Progress p, int rank) {
    return p.ranks().get(rank).step() == plan.steps().size();
  }

  /** What a rank sends in its step, if it has not yet and the receiver has room. */
  public Optional<Transfer> sends(Progress p, int rank) {
    Rank me = p.ranks().get(rank);
    if (me.sent() || (fault == Fault.DEAD_RANK && rank == plan.ranks() - 1)) {
      return Optional.empty();
    }
    return outgoing(rank, me.step())
        .filter(t -> fault == Fault.NO_CREDIT || !slot(p, t, me.step()).isThere());
  }

  /** What a rank takes in its step, if something lies where it looks. */
  public Optional<Transfer> takes(Progress p, int rank) {
    Rank me = p.ranks().get(rank);
    return me.taken()
        ? Optional.empty()
        : incoming(rank, me.step()).filter(t -> slot(p, t, me.step()).isThere());
  }

  /** After {@link #sends}. */
  public Progress send(Progress p, int rank) {
    Rank me = p.ranks().get(rank);
    Transfer t = sends(p, rank).orElseThrow();
    List<Long> from = fault == Fault.IN_PLACE ? me.parts() : me.outgoing();
    Mail mail = new Mail(me.step(), from.subList(t.first(), t.first() + t.parts()));
    Rank after = new Rank(me.step(), true, me.taken(), me.parts(), me.outgoing());
    return p.withMail(connection(t), number(t, me.step()), mail).with(rank, ahead(rank, after));
  }

  /** After {@link #takes}: what lies there is taken for what is expected. */
  public Progress take(Progress p, int rank) {
    Rank me = p.ranks().get(rank);
    Transfer t = takes(p, rank).orElseThrow();
    Mail mail = slot(p, t, me.step());
    List<Long> parts = new ArrayList<>(me.parts());
    for (int i = 0; i < Math.min(t.parts(), mail.parts().size()); i++) {
      int part = t.first() + i;
      parts.set(part, mail.parts().get(i) + (t.combine() ? parts.get(part) : 0));
    }
    Rank after = new Rank(me.step(), me.sent(), true, parts, me.outgoing());
    return p.withMail(connection(t), number(t, me.step()), Mail.NONE)
        .with(rank, ahead(rank, after));
  }

  private Mail slot(Progress p, Transfer t, int step) {
    return p.connections().get(connection(t)).get(number(t, step));
  }

  private int connection(Transfer t) {
    return t.from() * plan.ranks() + t.to();
  }

  /** Which slot: by how many messages the connection had in earlier steps. */
  private int number(Transfer t, int step) {
    int before = 0;
    for (List<Transfer> earlier : plan.steps().subList(0, step)) {
      for (Transfer other : earlier) {
        before += other.from() == t.from() && other.to() == t.to() ? 1 : 0;
      }
    }
    return before % slots;
  }

  /** On to the next step in which it has something to do, once it is through with this one. */
  private Rank ahead(int rank, Rank me) {
    if (!me.sent() || !me.taken()) {
      return me;
    }
    int step = me.step() + 1;
    while (step < plan.steps().size()
        && outgoing(rank, step).isEmpty()
        && incoming(rank, step).isEmpty()) {
      step++;
    }
    boolean end = step == plan.steps().size();
    return new Rank(
        step,
        end || outgoing(rank, step).isEmpty(),
        end || incoming(rank, step).isEmpty(),
        me.parts(),
        me.parts());
  }

  private Optional<Transfer> outgoing(int rank, int step) {
    return plan.steps().get(step).stream().filter(t -> t.from() == rank).findFirst();
  }

  private Optional<Transfer> incoming(int rank, int step) {
    return plan.steps().get(step).stream().filter(t -> t.to() == rank).findFirst();
  }
}
