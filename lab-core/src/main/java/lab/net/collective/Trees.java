package lab.net.collective;

import java.util.ArrayList;
import java.util.List;

/** Up a tree to its root, combining, and down again. */
final class Trees {
  private Trees() {}

  /** In step k of the way up, what has bit k as its lowest sends to the rank without that bit. */
  static Plan binomial(int ranks) {
    List<List<Transfer>> steps = new ArrayList<>();
    int last = 1;
    for (int distance = 1; distance < ranks; distance *= 2) {
      List<Transfer> up = new ArrayList<>();
      for (int r = distance; r < ranks; r += 2 * distance) {
        up.add(new Transfer(r, r - distance, 0, 1, true));
      }
      steps.add(up);
      last = distance;
    }
    for (int distance = last; distance >= 1; distance /= 2) {
      List<Transfer> down = new ArrayList<>();
      for (int r = 0; r + distance < ranks; r += 2 * distance) {
        down.add(new Transfer(r, r + distance, 0, 1, false));
      }
      steps.add(down);
    }
    return new Plan(ranks, 1, steps);
  }

  /** One after the other: rank 0 has one port. */
  static Plan linear(int ranks) {
    List<List<Transfer>> steps = new ArrayList<>();
    for (int r = 1; r < ranks; r++) {
      steps.add(List.of(new Transfer(r, 0, 0, 1, true)));
    }
    for (int r = 1; r < ranks; r++) {
      steps.add(List.of(new Transfer(0, r, 0, 1, false)));
    }
    return new Plan(ranks, 1, steps);
  }

  /**
   * A double binary tree (Sanders, Speck and Träff 2009): the first half of the vector in one tree,
   * the second in the other, each cut into pieces that follow one another. Every message is sent in
   * the first step in which both ports are free and what it carries is there.
   *
   * @param pieces of each half, 1 or more
   */
  static Plan doubled(int ranks, int pieces) {
    List<Message> left = new ArrayList<>();
    for (int piece = 0; piece < pieces; piece++) {
      for (int tree = 0; tree < 2; tree++) {
        messages(BinaryTree.of(ranks, tree), tree * pieces + piece, left);
      }
    }
    List<List<Transfer>> steps = new ArrayList<>();
    while (!left.isEmpty()) {
      boolean[] sends = new boolean[ranks];
      boolean[] receives = new boolean[ranks];
      List<Message> now = new ArrayList<>();
      for (Message m : left) {
        if (m.waitsFor == 0 && !sends[m.from] && !receives[m.to]) {
          sends[m.from] = true;
          receives[m.to] = true;
          now.add(m);
        }
      }
      left.removeAll(now);
      List<Transfer> step = new ArrayList<>();
      for (Message m : now) {
        m.before.forEach(later -> later.waitsFor--);
        step.add(new Transfer(m.from, m.to, m.part, 1, m.up));
      }
      steps.add(step);
    }
    return new Plan(ranks, 2 * pieces, steps);
  }

  /** A message that is not in a step yet. */
  private static final class Message {
    final int from;
    final int to;
    final int part;
    final boolean up;

    /** Those that cannot be sent before this one. */
    final List<Message> before = new ArrayList<>();

    int waitsFor;

    Message(int from, int to, int part, boolean up) {
      this.from = from;
      this.to = to;
      this.part = part;
      this.up = up;
    }

    void before(Message later) {
      before.add(later);
      later.waitsFor++;
    }
  }

  /** All messages of one part in a tree, the way up first. */
  private static void messages(BinaryTree tree, int part, List<Message> into) {
    int ranks = tree.ranks();
    Message[] up = new Message[ranks];
    Message[] down = new Message[ranks];
    for (int r = 0; r < ranks; r++) {
      if (r != tree.root()) {
        up[r] = new Message(r, tree.parent(r), part, true);
        down[r] = new Message(tree.parent(r), r, part, false);
      }
    }
    for (int r = 0; r < ranks; r++) {
      if (r == tree.root()) {
        continue;
      }
      int parent = tree.parent(r);
      if (parent == tree.root()) {
        for (int other = 0; other < ranks; other++) {
          if (other != parent && tree.parent(other) == parent) {
            up[r].before(down[other]);
          }
        }
      } else {
        up[r].before(up[parent]);
        down[parent].before(down[r]);
      }
    }
    for (Message[] way : new Message[][] {up, down}) {
      for (Message message : way) {
        if (message != null) {
          into.add(message);
        }
      }
    }
  }
}
