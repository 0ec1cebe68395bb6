package lab.explore;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * A deterministic world that can be stepped, searched and replayed.
 *
 * <p>A machine is a value: no clock, no {@code Random}, no threads, no order that depends on
 * hashes. Everything that may turn out one way or another, chance and time included, is an action.
 * So undo is dropping the last action, and a {@link Schedule} is an argument, a URL and a test.
 *
 * <p>Machines, codecs and claims are called by several threads at once, so they keep no scratch
 * memory of their own.
 *
 * @param <S> the states: immutable, with {@code equals} and {@code hashCode}
 */
public interface Machine<S> {

  /** The one state in which every schedule begins. */
  S start();

  /**
   * Reports every step that is possible in {@code state}, always in the same order. This is the
   * only step function: driving, searching and replaying all use it. A step that would change
   * nothing is none, unless it is the code's own read in a loop that waits; it may be a {@linkplain
   * #refusals refusal}.
   */
  void steps(S state, Steps<S> out);

  /** What is not possible in {@code state} although somebody may expect it, with the reason. */
  default List<Refusal> refusals(S state) {
    return List.of();
  }

  /**
   * Who waits for what, for ever: one sentence about a state from which the goal of a {@link
   * Claim.Stuck} cannot be reached any more. Empty where the last step says it.
   */
  default Optional<String> waits(S state) {
    return Optional.empty();
  }

  /** What is said of this machine. At least one of them is a {@link Claim.Sometimes}. */
  List<Claim<S>> claims();

  /**
   * How the explorer may keep states in {@code long}s. Without one it keeps the state objects,
   * which is slower and needs several times the memory.
   */
  default Optional<Codec<S>> codec() {
    return Optional.empty();
  }

  /** Receives the steps of one state, in order. */
  @FunctionalInterface
  interface Steps<S> {

    /**
     * @param action what happens; no two steps of one state have the same action
     * @param next the state afterwards
     * @param story one English sentence of what happened, made only when somebody wants to read it
     */
    void step(Action action, S next, Supplier<String> story);
  }

  /**
   * Packs states into a fixed number of {@code long}s and back; equal states give equal {@code
   * long}s.
   */
  interface Codec<S> {

    /** Number of {@code long}s that one state takes, at least 1. */
    int longs();

    void pack(S state, long[] into, int at);

    S unpack(long[] from, int at);
  }
}
