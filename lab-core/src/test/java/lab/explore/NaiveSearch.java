package lab.explore;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** The search as one would write it down first: the oracle for {@link Explorer}. */
final class NaiveSearch<S> {
  private final Map<S, Node<S>> seen = new HashMap<>();
  private final Map<S, Set<S>> before = new HashMap<>();
  private final List<Node<S>> order = new ArrayList<>();

  private record Node<S>(S state, Optional<Node<S>> parent, Optional<Action> action, int depth) {
    Schedule schedule() {
      return parent.map(p -> p.schedule().then(action.orElseThrow())).orElse(Schedule.empty());
    }
  }

  NaiveSearch(Machine<S> machine, S from) {
    ArrayDeque<Node<S>> queue = new ArrayDeque<>();
    queue.add(new Node<>(from, Optional.empty(), Optional.empty(), 0));
    seen.put(from, queue.getFirst());
    while (!queue.isEmpty()) {
      Node<S> node = queue.remove();
      order.add(node);
      for (Step<S> step : Step.from(machine, node.state)) {
        before.computeIfAbsent(step.next(), s -> new HashSet<>()).add(node.state);
        if (!seen.containsKey(step.next())) {
          Node<S> next =
              new Node<>(
                  step.next(), Optional.of(node), Optional.of(step.action()), node.depth + 1);
          seen.put(step.next(), next);
          queue.add(next);
        }
      }
    }
  }

  int states() {
    return order.size();
  }

  int depth() {
    return order.getLast().depth;
  }

  /** The schedule that goes with the answer, if there is one. */
  Optional<Schedule> schedule(Claim<S> claim) {
    return switch (claim) {
      case Claim.Never<S> c -> first(c.bad());
      case Claim.Sometimes<S> c -> first(c.state());
      case Claim.Reach<S> c -> first(c.goal());
      case Claim.Stuck<S> c -> first(alive(c.goal()).negate());
      case Claim.Beats<S> c -> Optional.empty();
    };
  }

  private Optional<Schedule> first(Predicate<S> test) {
    return order.stream().filter(n -> test.test(n.state)).findFirst().map(Node::schedule);
  }

  private Predicate<S> alive(Predicate<S> goal) {
    Set<S> alive = new HashSet<>();
    ArrayDeque<S> work = new ArrayDeque<>(seen.keySet().stream().filter(goal).toList());
    while (!work.isEmpty()) {
      S state = work.remove();
      if (alive.add(state)) {
        work.addAll(before.getOrDefault(state, Set.of()));
      }
    }
    return alive::contains;
  }
}
