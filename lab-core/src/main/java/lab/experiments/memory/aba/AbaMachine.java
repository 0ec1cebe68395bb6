package lab.experiments.memory.aba;

import static lab.experiments.memory.aba.AbaProgram.NODES;
import static lab.experiments.memory.aba.AbaProgram.T1;
import static lab.experiments.memory.aba.AbaProgram.T2;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import lab.explore.Action;
import lab.explore.Claim;
import lab.memorymodel.Grain;
import lab.memorymodel.Program;
import lab.memorymodel.ProgramState;
import lab.memorymodel.engine.ProgramMachine;
import lab.memorymodel.engine.RetoldMachine;
import lab.room.ProgramControls.ProgramSetup;

/** The program as a machine that tells its whole operations in the words of the stack. */
final class AbaMachine implements RetoldMachine {
  static final String FREED_HEAD = "freed-head";
  static final String LOST_NODE = "lost-node";
  static final String CLEAN_POP = "clean-pop";
  static final String TAG_BEATS_STAMP = "tag-beats-stamp";
  static final String TAGGED = "tagged";
  static final String STAMPED = "stamped";

  /** How often a pop and a push change the head. */
  private static final int CHANGES = 2;

  private static final String AGAIN = ", and it begins again.";

  private final ProgramMachine inner;
  private final Tag tag;
  private final Grain grain;

  AbaMachine(Tag tag, ProgramSetup setup) {
    this.tag = tag;
    this.grain = setup.grain();
    Program program = AbaProgram.of(tag, grain, setup.modes());
    inner = ProgramMachine.of(program, setup.model(), grain, roomClaims());
  }

  /** The claims that a weakened access may break. */
  static List<Claim<ProgramState>> orderingClaims() {
    return List.of(
        new Claim.Never<>(
            FREED_HEAD,
            "The head never points at a node that T2 has freed.",
            AbaMachine::headIsFree),
        new Claim.Never<>(
            LOST_NODE,
            "Every node is in the stack, free, or owned by a thread.",
            AbaMachine::nodeIsLost));
  }

  private List<Claim<ProgramState>> roomClaims() {
    String bound =
        grain == Grain.OPERATIONS
            ? ""
            : ", while T2 does at most " + AbaProgram.T2_OPERATIONS + " operations";
    return List.of(
        new Claim.Never<>(
            FREED_HEAD,
            "The head never points at a node that T2 has freed" + bound + ".",
            AbaMachine::headIsFree),
        new Claim.Never<>(
            LOST_NODE,
            "Every node is in the stack, free, or owned by a thread" + bound + ".",
            AbaMachine::nodeIsLost),
        new Claim.Sometimes<>(
            CLEAN_POP,
            "T1's CAS succeeds and all is well.",
            s -> T1.own.in(s) != 0 && !headIsFree(s) && !nodeIsLost(s)),
        // The source of AtomicStampedReference: its pair of reference and stamp is an object.
        Claim.Beats.arithmetic(
            TAG_BEATS_STAMP,
            "A pop and a push allocate less with a tag in the head's own word than with an"
                + " AtomicStampedReference, which makes an object for every change.",
            "objects",
            TAGGED,
            STAMPED,
            0,
            CHANGES));
  }

  static boolean headIsFree(ProgramState s) {
    int top = top(s);
    return top != 0 && isFree(s, top);
  }

  static boolean isFree(ProgramState s, int node) {
    return AbaProgram.free(node).isSet(s);
  }

  private static boolean nodeIsLost(ProgramState s) {
    for (int node = 1; node < NODES.size(); node++) {
      if (isLost(s, node)) {
        return true;
      }
    }
    return false;
  }

  static boolean isLost(ProgramState s, int node) {
    return !isFree(s, node)
        && T1.own.in(s) != node
        && T2.own.in(s) != node
        && !stack(s).contains(node);
  }

  /** The nodes from the head on; a stack that has become a ring is followed once round. */
  static List<Integer> stack(ProgramState s) {
    List<Integer> nodes = new ArrayList<>();
    int node = Tag.node(AbaProgram.HEAD.in(s));
    while (node != 0 && !nodes.contains(node)) {
      nodes.add(node);
      node = AbaProgram.NEXT.in(s, node);
    }
    return nodes;
  }

  /** Whether T1 has read the head and not yet tried to change it. */
  static boolean plans(ProgramState s) {
    return T1.first.in(s) != 0;
  }

  @Override
  public ProgramMachine inner() {
    return inner;
  }

  @Override
  public Optional<Retelling> retelling() {
    return Optional.of(this::story);
  }

  private String story(ProgramState before, Action action, ProgramState after) {
    return switch (action.actor() + "." + action.verb()) {
      case "t1.read" -> reads(after);
      case "t1.cas" -> compares(before, after);
      case "t2.pop" -> pops(before, after);
      default ->
          "T2 takes "
              + action.arg()
              + " from the free list and pushes it: the head is "
              + action.arg()
              + ", and below it "
              + (top(before) == 0 ? "nothing" : topName(before))
              + ".";
    };
  }

  private static String reads(ProgramState after) {
    if (!plans(after)) {
      return "T1 reads the head and finds the stack empty.";
    }
    String first = first(after);
    String second = second(after);
    String reads = "T1 reads head = " + first + " and " + first + ".next = " + second;
    return reads + ": it plans CAS(head, " + first + ", " + second + "), and stalls.";
  }

  private String compares(ProgramState before, ProgramState after) {
    String first = first(before);
    int own = T1.own.in(after);
    if (own == 0) {
      return topName(before).equals(first)
          ? "T1 finds " + first + " on top again, but another tag: its CAS fails" + AGAIN
          : "T1 finds head = " + topName(before) + ", not " + first + ": its CAS fails" + AGAIN;
    }
    String found = first + (tag.equals(Tag.OFF) ? "" : " and its tag");
    String done =
        "T1 finds head = " + found + ": its CAS succeeds, the head is " + topName(after) + ".";
    if (AbaProgram.NEXT.in(before, own) == T1.second.in(before)) {
      return done;
    }
    String why =
        tag.equals(Tag.OFF)
            ? " It could not see that " + first + " had left and come back"
            : " The tag has come round: the number of changes is a multiple of "
                + grouped(1 << tag.bits());
    String next = NODES.get(AbaProgram.NEXT.in(before, own));
    return done + why + ", and " + first + ".next is " + next + " now.";
  }

  /** With commas, below a million. */
  private static String grouped(int number) {
    int rest = number % 1000;
    String digits = Integer.toString(rest);
    return number < 1000 ? digits : number / 1000 + "," + "0".repeat(3 - digits.length()) + digits;
  }

  private static String pops(ProgramState before, ProgramState after) {
    String top = topName(before);
    return top.equals(NODES.getFirst())
        ? "T2 finds the stack empty."
        : "T2 pops " + top + ", so the head is " + topName(after) + ", and frees it.";
  }

  private static int top(ProgramState s) {
    return Tag.node(AbaProgram.HEAD.in(s));
  }

  private static String topName(ProgramState s) {
    return NODES.get(top(s));
  }

  static String first(ProgramState s) {
    return NODES.get(Tag.node(T1.first.in(s)));
  }

  static String second(ProgramState s) {
    return NODES.get(T1.second.in(s));
  }
}
