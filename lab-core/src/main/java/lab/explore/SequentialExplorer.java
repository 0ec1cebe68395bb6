package lab.explore;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * The search as one would write it down first: a queue, a hash table and the state objects; one
 * thread, no clock, no codec, no bound but a number of states.
 *
 * <p>It is there for three uses. It is the reference: {@link Explorer} must give the same states,
 * depth, answers and schedules, and shares none of this code. It runs where there are neither
 * threads nor a way to ask how full the heap is, as in a browser. And it visits the {@linkplain
 * #ends end states} of machines so small that setting up the other search would take longer than
 * they do. It needs several times the memory of the other one.
 */
public final class SequentialExplorer<S> {
  private final Machine<S> machine;
  private final long mostStates;
  private final Predicate<Action> taken;
  private final boolean keepsEdges;
  private final Map<S, Node<S>> nodes = new HashMap<>();
  private final List<Node<S>> order = new ArrayList<>();
  private boolean cut;

  /** A state, and the step by which it was first reached. */
  private static final class Node<S> {
    final S state;
    final Node<S> parent;
    final Action action;
    final int depth;

    /** The states from which a step leads here; null where nobody will ask. */
    final List<Node<S>> before;

    Node(S state, Node<S> parent, Action action, boolean keepsEdges) {
      this.state = state;
      this.parent = parent;
      this.action = action;
      this.depth = parent == null ? 0 : parent.depth + 1;
      this.before = keepsEdges ? new ArrayList<>(0) : null;
    }
  }

  private SequentialExplorer(
      Machine<S> machine, S from, long mostStates, Predicate<Action> taken, boolean keepsEdges) {
    if (mostStates < 1) {
      throw new IllegalArgumentException("mostStates must be at least 1 (got " + mostStates + ")");
    }
    this.machine = machine;
    this.mostStates = mostStates;
    this.taken = taken;
    this.keepsEdges = keepsEdges;
    order.add(new Node<>(from, null, null, keepsEdges));
    nodes.put(from, order.getFirst());
  }

  /**
   * Decides the machine's claims by a search from {@code from}. It ends {@linkplain
   * Exploration.End#COMPLETE complete} or at {@code mostStates}; the time it took is not measured
   * and given as zero.
   */
  public static <S> Exploration explore(Machine<S> machine, S from, long mostStates) {
    boolean stuck = machine.claims().stream().anyMatch(c -> c instanceof Claim.Stuck<S>);
    SequentialExplorer<S> search =
        new SequentialExplorer<>(machine, from, mostStates, action -> true, stuck);
    for (int i = 0; i < search.order.size() && !search.cut; i++) {
      search.step(search.order.get(i));
    }
    return new Exploration(
        search.order.size(),
        search.order.getLast().depth,
        search.cut ? Exploration.End.STATES : Exploration.End.COMPLETE,
        Bounds.ofStates(mostStates),
        Duration.ZERO,
        machine.claims().stream().map(search::answer).toList());
  }

  /**
   * Visits every state, and keeps those without a step.
   *
   * @param mostStates how many states are visited at most; those that are visited are all asked for
   *     their steps, even if these lead beyond
   * @param taken which steps there are: the others are left out, as if the machine had none of them
   */
  public static <S> EndStates<S> ends(
      Machine<S> machine, long mostStates, Predicate<Action> taken) {
    SequentialExplorer<S> search =
        new SequentialExplorer<>(machine, machine.start(), mostStates, taken, false);
    List<S> ends = new ArrayList<>();
    for (int i = 0; i < search.order.size(); i++) {
      if (!search.step(search.order.get(i))) {
        ends.add(search.order.get(i).state);
      }
    }
    return new EndStates<>(ends, search.order.size(), !search.cut);
  }

  /** Follows every step out of a state; false if there is none. */
  private boolean step(Node<S> from) {
    boolean[] any = new boolean[1];
    machine.steps(
        from.state,
        (action, next, story) -> {
          if (taken.test(action)) {
            any[0] = true;
            arrive(from, action, next);
          }
        });
    return any[0];
  }

  private void arrive(Node<S> from, Action action, S next) {
    Node<S> node = nodes.get(next);
    if (node == null && order.size() >= mostStates) {
      cut = true;
      return;
    }
    if (node == null) {
      node = new Node<>(next, from, action, keepsEdges);
      nodes.put(next, node);
      order.add(node);
    }
    if (keepsEdges) {
      node.before.add(from);
    }
  }

  private Exploration.Answer answer(Claim<S> claim) {
    Exploration.Outcome unbroken = cut ? Exploration.Outcome.NO_ANSWER : Exploration.Outcome.SAFE;
    return switch (claim) {
      case Claim.Never<S> c -> answer(c, first(c.bad()), Exploration.Outcome.BREAKS, unbroken);
      case Claim.Stuck<S> c ->
          // From a state that was not stepped a goal may be reachable.
          answer(c, cut ? null : firstStuck(c.goal()), Exploration.Outcome.BREAKS, unbroken);
      case Claim.Sometimes<S> c ->
          answer(c, first(c.state()), Exploration.Outcome.REACHED, Exploration.Outcome.NO_ANSWER);
      case Claim.Reach<S> c ->
          answer(c, first(c.goal()), Exploration.Outcome.REACHED, Exploration.Outcome.NO_ANSWER);
      case Claim.Beats<S> c -> {
        Claim.Costs costs = c.costs().get();
        yield new Exploration.Answer(
            c,
            costs.a() < costs.b() ? Exploration.Outcome.SAFE : Exploration.Outcome.BREAKS,
            Optional.of(costs.witness()),
            Optional.of(costs));
      }
    };
  }

  private Exploration.Answer answer(
      Claim<S> claim, Node<S> node, Exploration.Outcome found, Exploration.Outcome notFound) {
    return new Exploration.Answer(
        claim,
        node == null ? notFound : found,
        Optional.ofNullable(node).map(SequentialExplorer::scheduleTo),
        Optional.empty());
  }

  /** The first state that is as described; null if none is. */
  private Node<S> first(Predicate<S> test) {
    for (Node<S> node : order) {
      if (test.test(node.state)) {
        return node;
      }
    }
    return null;
  }

  private Node<S> firstStuck(Predicate<S> goal) {
    Set<S> alive = new HashSet<>();
    Deque<Node<S>> work = new ArrayDeque<>();
    for (Node<S> node : order) {
      if (goal.test(node.state)) {
        work.add(node);
      }
    }
    while (!work.isEmpty()) {
      Node<S> node = work.remove();
      if (alive.add(node.state)) {
        work.addAll(node.before);
      }
    }
    return first(state -> !alive.contains(state));
  }

  private static <S> Schedule scheduleTo(Node<S> end) {
    Action[] actions = new Action[end.depth];
    for (Node<S> node = end; node.parent != null; node = node.parent) {
      actions[node.depth - 1] = node.action;
    }
    return Schedule.of(actions);
  }
}
