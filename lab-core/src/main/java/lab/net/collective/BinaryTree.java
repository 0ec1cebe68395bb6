package lab.net.collective;

/**
 * One of two binary trees over the ranks, such that who has children in one is a leaf in the other.
 * In the first tree rank 0 has one child, and the others stand in order below it: a rank whose
 * number has k zeros at its end stands k above the leaves. The second is the first from behind
 * (rank r has the place of N-1-r) where N is even; where it is odd it is turned by one, and one
 * rank is inner in both. NCCL's trees are built so (its issue 457).
 *
 * @param ranks N
 * @param second which of the two
 */
record BinaryTree(int ranks, boolean second) {

  static BinaryTree of(int ranks, int tree) {
    return new BinaryTree(ranks, tree == 1);
  }

  /** Which rank has that place, and the other way round for N even. */
  private int rank(int place) {
    if (!second) {
      return place;
    }
    return ranks % 2 == 0 ? ranks - 1 - place : (place + 1) % ranks;
  }

  private int place(int rank) {
    if (!second) {
      return rank;
    }
    return ranks % 2 == 0 ? ranks - 1 - rank : Math.floorMod(rank - 1, ranks);
  }

  int root() {
    return rank(0);
  }

  /** Of a rank that is not the root. */
  int parent(int rank) {
    int place = place(rank);
    int low = Integer.lowestOneBit(place);
    int above = (place ^ low) | (low << 1);
    return rank(above < ranks ? above : place ^ low);
  }

  /** Steps from a rank up to the root. */
  int depth(int rank) {
    int depth = 0;
    for (int r = rank; r != root(); r = parent(r)) {
      depth++;
    }
    return depth;
  }
}
