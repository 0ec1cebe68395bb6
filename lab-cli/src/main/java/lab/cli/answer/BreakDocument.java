package lab.cli.answer;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import lab.explore.Exploration.Outcome;
import lab.room.Ordered;

/**
 * What {@code lab break} found.
 *
 * @param results one per claim and search, in the order of the searches and of the machine's
 *     claims; of weakened accesses, one per access, weaker mode and model that was asked
 * @param orderings what else is to be told of {@code --orderings}; empty without it
 */
public record BreakDocument(List<Result> results, Optional<Orderings> orderings) {
  public BreakDocument {
    results = List.copyOf(results);
  }

  /** The results of each search: equal room, settings and start, every claim once. */
  public List<List<Result>> searches() {
    List<List<Result>> searches = new ArrayList<>();
    for (Result result : results) {
      if (searches.isEmpty() || !result.continues(searches.getLast())) {
        searches.add(new ArrayList<>());
      }
      searches.getLast().add(result);
    }
    return searches;
  }

  /**
   * The answer to one claim. Of a weakened access: what notices it, the claim that breaks in the
   * fewest steps; nothing is predicted then, and no controls are set. In JSON it is one flat
   * object.
   *
   * @param weaker the access that was weaker than it ships; all empty without one
   */
  public record Result(
      @JsonUnwrapped Asked asked,
      @JsonUnwrapped Claimed claimed,
      @JsonUnwrapped Found found,
      @JsonUnwrapped Costs costs,
      @JsonUnwrapped Weaker weaker) {

    /** Whether the claim was found broken. */
    public boolean breaks() {
      return found.answer.equals(Outcome.BREAKS.word());
    }

    /** Whether a bound ended the search before there was an answer. */
    public boolean isOpen() {
      return found.answer.equals(Outcome.NO_ANSWER.word()) && !found.complete;
    }

    /** Whether the answer is another than predicted; a bound that was reached is neither. */
    public boolean differs() {
      return !isOpen() && claimed.predicted.filter(p -> !p.equals(found.answer)).isPresent();
    }

    private boolean continues(List<Result> search) {
      Result last = search.getLast();
      return asked.equals(last.asked)
          && weaker.equals(last.weaker)
          && search.stream().noneMatch(r -> r.claimed.claim.equals(claimed.claim));
    }
  }

  /**
   * What was searched.
   *
   * @param id the room's, as in {@code aba}
   * @param settings a value for every control; of a weakened access empty
   * @param preset {@code default}, {@code fixed} or {@code chosen}; of a weakened access empty
   * @param from the schedule to where the search began; empty: the machine's start
   * @param world the bounds of the machine's world in words, a noun phrase; of a weakened access
   *     empty
   * @param leftOut what an answer under these settings is not about, one sentence
   * @param by the same to follow "cannot break", as in {@code by the CPU alone}
   * @param address area and id of the room
   * @param question of the room
   */
  public record Asked(
      String id,
      Map<String, String> settings,
      Optional<String> preset,
      String from,
      Limits bounds,
      String address,
      String question,
      String world,
      Optional<String> leftOut,
      Optional<String> by) {
    public Asked {
      settings = Ordered.copy(settings);
    }
  }

  /**
   * What is claimed.
   *
   * @param claim name of the claim; empty if a weakened access breaks none
   * @param kind of the claim: {@code never}, {@code stuck}, {@code sometimes}, …
   * @param text the claim as one sentence
   * @param predicted the answer that the room predicts, if it predicts one
   */
  public record Claimed(
      Optional<String> claim,
      Optional<String> kind,
      Optional<String> text,
      Optional<String> predicted) {}

  /**
   * What was found.
   *
   * @param answer {@code breaks}, {@code safe}, {@code reached} or {@code no-answer}
   * @param schedule the shortest to the state that the answer is about, from the machine's start
   * @param steps how many of them lead there from where the search began
   * @param states distinct states reached
   * @param depth length of the longest shortest schedule
   * @param complete whether every reachable state was visited
   * @param extent how far the search went, in words
   * @param millis wall-clock time of the search that gave this answer, among others
   * @param told the steps from where the search began; empty where there is no schedule, or it is
   *     one that both variants of a comparison ran
   * @param replay a command that shows the same again; empty if nothing is told
   */
  public record Found(
      String answer,
      @JsonProperty("do") Optional<String> schedule,
      Optional<Integer> steps,
      long states,
      int depth,
      boolean complete,
      String extent,
      long millis,
      List<Told> told,
      Optional<String> replay) {
    public Found {
      told = List.copyOf(told);
    }
  }

  /**
   * What the variants of a {@code beats} claim cost; the fields are left out of any other's.
   *
   * @param a cost of variant A
   * @param b cost of variant B
   * @param unit what the costs count, in the plural
   * @param sides what the variants are called
   * @param arithmetic whether constants were compared, and nothing was run
   */
  public record Costs(
      @JsonInclude(JsonInclude.Include.NON_ABSENT) Optional<Long> a,
      @JsonInclude(JsonInclude.Include.NON_ABSENT) Optional<Long> b,
      @JsonInclude(JsonInclude.Include.NON_ABSENT) Optional<String> unit,
      @JsonInclude(JsonInclude.Include.NON_ABSENT) Optional<Sides> sides,
      @JsonInclude(JsonInclude.Include.NON_ABSENT) Optional<Boolean> arithmetic) {
    public static final Costs NONE =
        new Costs(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());

    public static Costs of(long a, long b, String unit, Sides sides, boolean arithmetic) {
      return new Costs(
          Optional.of(a),
          Optional.of(b),
          Optional.of(unit),
          Optional.of(sides),
          Optional.of(arithmetic));
    }
  }

  /**
   * Which access was weaker than it ships, under which model.
   *
   * @param structure name of the program that has it
   * @param realClass binary name of the shipped class
   * @param model the memory model, as in {@code java}
   * @param comment what the code says of the access
   */
  public record Weaker(
      Optional<Weakened> weakened,
      Optional<String> structure,
      @JsonProperty("class") Optional<String> realClass,
      Optional<String> model,
      Optional<String> comment) {
    public static final Weaker NOTHING =
        new Weaker(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());
  }

  /**
   * How far a search may go.
   *
   * @param maxStates most states that are kept
   * @param maxMillis most wall-clock time
   * @param threads how many threads search
   */
  public record Limits(long maxStates, long maxMillis, int threads) {}

  /** An access in a weaker mode: what it is and what it becomes, named as VarHandle's methods. */
  public record Weakened(String label, String from, String to) {}

  /** What the variants of a {@code beats} claim are called. */
  public record Sides(String a, String b) {}

  /**
   * A step, retold.
   *
   * @param step its number, counted from 1 at the machine's start
   * @param action as it is typed
   * @param story what happened, one sentence
   */
  public record Told(int step, String action, String story) {}
}
