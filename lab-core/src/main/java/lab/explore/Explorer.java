package lab.explore;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Breadth-first search. (First form: one thread, state objects.) */
public final class Explorer {
  private Explorer() {}

  public static <S> Exploration explore(Machine<S> machine, Bounds bounds) {
    return explore(machine, machine.start(), bounds);
  }

  /** Searches everything that is reachable from {@code from}; schedules begin there. */
  public static <S> Exploration explore(Machine<S> machine, S from, Bounds bounds) {
    long begun = System.nanoTime();
    Map<S, Node<S>> seen = new HashMap<>();
    ArrayDeque<Node<S>> queue = new ArrayDeque<>();
    Node<S> first = new Node<>(from, null, null, 0);
    seen.put(from, first);
    queue.add(first);
    List<Node<S>> order = new ArrayList<>();
    Map<S, List<S>> before = new HashMap<>();
    while (!queue.isEmpty()) {
      Node<S> node = queue.remove();
      order.add(node);
      for (Step<S> step : Step.from(machine, node.state)) {
        before.computeIfAbsent(step.next(), s -> new ArrayList<>()).add(node.state);
        if (!seen.containsKey(step.next()) && seen.size() < bounds.maxStates()) {
          Node<S> next = new Node<>(step.next(), node, step.action(), node.depth + 1);
          seen.put(step.next(), next);
          queue.add(next);
        }
      }
    }
    boolean complete = seen.size() < bounds.maxStates();
    List<Exploration.Answer> answers = new ArrayList<>();
    for (Claim<S> claim : machine.claims()) {
      answers.add(answer(claim, order, before, complete));
    }
    return new Exploration(
        order.size(),
        order.getLast().depth,
        complete ? Exploration.End.COMPLETE : Exploration.End.STATES,
        bounds,
        java.time.Duration.ofNanos(System.nanoTime() - begun),
        answers);
  }

  private record Node<S>(S state, Node<S> parent, Action action, int depth) {
    Schedule schedule() {
      List<Action> actions = new ArrayList<>();
      for (Node<S> n = this; n.parent != null; n = n.parent) {
        actions.addFirst(n.action);
      }
      return new Schedule(actions);
    }
  }

  private static <S> Exploration.Answer answer(
      Claim<S> claim, List<Node<S>> order, Map<S, List<S>> before, boolean complete) {
    Exploration.Outcome none = complete ? Exploration.Outcome.SAFE : Exploration.Outcome.NO_ANSWER;
    return switch (claim) {
      case Claim.Never<S> c ->
          found(c, order.stream().filter(n -> c.bad().test(n.state)).findFirst(), none);
      case Claim.Stuck<S> c -> {
        java.util.Set<S> alive = new java.util.HashSet<>();
        ArrayDeque<S> work = new ArrayDeque<>();
        order.stream().map(Node::state).filter(c.goal()).forEach(work::add);
        while (!work.isEmpty()) {
          S s = work.remove();
          if (alive.add(s)) {
            work.addAll(before.getOrDefault(s, List.of()));
          }
        }
        yield complete
            ? found(c, order.stream().filter(n -> !alive.contains(n.state)).findFirst(), none)
            : found(c, Optional.empty(), none);
      }
      case Claim.Sometimes<S> c -> reached(c, order, c.state());
      case Claim.Reach<S> c -> reached(c, order, c.goal());
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

  private static <S> Exploration.Answer reached(
      Claim<S> claim, List<Node<S>> order, java.util.function.Predicate<S> goal) {
    Optional<Node<S>> node = order.stream().filter(n -> goal.test(n.state)).findFirst();
    return new Exploration.Answer(
        claim,
        node.isPresent() ? Exploration.Outcome.REACHED : Exploration.Outcome.NO_ANSWER,
        node.map(Node::schedule),
        Optional.empty());
  }

  private static <S> Exploration.Answer found(
      Claim<S> claim, Optional<Node<S>> node, Exploration.Outcome none) {
    return new Exploration.Answer(
        claim,
        node.isPresent() ? Exploration.Outcome.BREAKS : none,
        node.map(Node::schedule),
        Optional.empty());
  }
}
