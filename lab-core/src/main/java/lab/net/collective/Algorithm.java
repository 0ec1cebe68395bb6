package lab.net.collective;

import lab.input.BadInput;

/** How an all-reduce goes about it. Thakur, Rabenseifner and Gropp (2005) have the first ones. */
public enum Algorithm {
  /**
   * Round a ring: each rank sends its neighbour a part, and adds what it gets; after N-1 steps
   * everybody has one part of the sum, and after as many again all of them. Least bytes, most
   * steps.
   */
  RING("ring"),
  /** Pairs exchange everything, at distances 1, 2, 4 and so on. Least steps, most bytes. */
  RECURSIVE_DOUBLING("recursive-doubling"),
  /** Pairs exchange halves of what they have left, and then the other way round. */
  RABENSEIFNER("rabenseifner"),
  /** Up a binomial tree to rank 0, and down again. */
  BINOMIAL_TREE("tree"),
  /**
   * Half of the vector up and down each of two binary trees; who is inner in one is a leaf in the
   * other.
   */
  DOUBLE_BINARY_TREE("double-tree"),
  /** Everybody sends everything to rank 0, one after the other, and gets the sum back. */
  LINEAR("linear");

  /** Most ranks that are planned. */
  public static final int MOST_RANKS = 1024;

  private final String word;

  Algorithm(String word) {
    this.word = word;
  }

  /** What a person types. */
  public String word() {
    return word;
  }

  /**
   * The plan for so many ranks.
   *
   * @throws BadInput if they are not 2..1024
   */
  public Plan plan(int ranks) {
    return plan(ranks, Fault.NONE);
  }

  /**
   * The same with a mistake in it, if it is one that a plan can have.
   *
   * @throws BadInput if the ranks are not 2..1024
   */
  public Plan plan(int ranks, Fault fault) {
    if (ranks < 2 || ranks > MOST_RANKS) {
      throw new BadInput("an all-reduce has 2.." + MOST_RANKS + " ranks (got " + ranks + ")");
    }
    return switch (this) {
      case RING -> Ring.plan(ranks, fault);
      case RECURSIVE_DOUBLING -> Doubling.plan(Fold.of(ranks), fault);
      case RABENSEIFNER -> Halving.plan(Fold.of(ranks), fault);
      case BINOMIAL_TREE -> Trees.binomial(ranks);
      case DOUBLE_BINARY_TREE -> Trees.doubled(ranks, 1);
      case LINEAR -> Trees.linear(ranks);
    };
  }

  /** Whether it can make that mistake with so many ranks: else the plan is the same. */
  public boolean has(Fault fault, int ranks) {
    return switch (fault) {
      case OFF_BY_ONE -> this == RING && ranks > 2;
      case GATHERS_EARLY -> this == RING;
      case NO_FOLD ->
          (this == RECURSIVE_DOUBLING || this == RABENSEIFNER) && Integer.bitCount(ranks) != 1;
      case NONE, IN_PLACE, NO_CREDIT, DEAD_RANK -> true;
    };
  }
}
