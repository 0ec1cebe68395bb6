package lab.explore;

import java.util.List;
import java.util.function.Predicate;

/**
 * The states in which a machine ends, as {@link SequentialExplorer#ends} found them: no step leads
 * out of them.
 *
 * @param all each once, in the order of their discovery: those that fewer steps lead to first
 * @param states how many states were visited to find them
 * @param complete whether every reachable state was visited; if not, there may be more
 */
public record EndStates<S>(List<S> all, long states, boolean complete) {

  public EndStates {
    all = List.copyOf(all);
  }

  /** Those of them that are as described; they took the same visit to find. */
  public EndStates<S> which(Predicate<? super S> test) {
    return new EndStates<>(all.stream().filter(test).toList(), states, complete);
  }
}
