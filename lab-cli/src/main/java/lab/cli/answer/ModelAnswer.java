package lab.cli.answer;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import lab.explore.Claim;
import lab.explore.Exploration;
import lab.explore.Schedule;
import lab.room.Ordered;

/**
 * What the model says of a claim under the settings of one row.
 *
 * @param settings a value for each control: the person's, with the row's on top
 * @param answer the explorer's, in its word
 * @param schedule to the violation or the state asked for
 * @param row the controls that the row's test stands for
 * @param extent how far the search went, in words
 * @param costs of a comparison
 * @param scope how far the answer reaches; unknown of runs of earlier labs
 */
public record ModelAnswer(
    String claim,
    Map<String, String> settings,
    String answer,
    @JsonProperty("do") Optional<String> schedule,
    long states,
    boolean complete,
    Map<String, String> row,
    String extent,
    Optional<Costs> costs,
    Optional<Scope> scope) {
  public ModelAnswer {
    settings = Ordered.copy(settings);
    row = Ordered.copy(row);
  }

  /** An answer of which nothing else is known than what was found. */
  public ModelAnswer(
      String claim,
      Map<String, String> settings,
      String answer,
      Optional<String> schedule,
      long states,
      boolean complete,
      Map<String, String> row,
      String extent,
      Optional<Costs> costs) {
    this(claim, settings, answer, schedule, states, complete, row, extent, costs, Optional.empty());
  }

  /**
   * The two costs of a comparison.
   *
   * @param unit what they count, in the plural; unknown of runs of earlier labs
   * @param arithmetic whether they are constants that were compared, and no machine counted them
   */
  public record Costs(long a, long b, Optional<String> unit, Optional<Boolean> arithmetic) {
    public Costs(long a, long b) {
      this(a, b, Optional.empty(), Optional.empty());
    }

    /** Whether there is nothing but arithmetic to them. */
    public boolean isArithmetic() {
      return arithmetic.orElse(false);
    }
  }

  /**
   * How far an answer reaches: a sentence that leans on it must not claim more.
   *
   * @param models words of the memory models that were asked which outcomes they allow; empty: the
   *     room has a machine and no memory model
   * @param world the bounds of the machine's world in words, a noun phrase
   * @param by how it cannot be, where not everything was asked, as in {@code by the CPU alone}
   * @param leftOut what was not asked then, one sentence
   * @param loadBuffers whether a CPU such as AArch64 may do a store of the program before an
   *     earlier load, which the {@code java} model, RC11-style, leaves out
   * @param byCpu words of the models that allow it where no compiler moves anything: of plain
   *     accesses those that allow it of opaque ones, between which AArch64 knows no difference;
   *     empty: not asked
   */
  public record Scope(
      List<String> models,
      Optional<String> world,
      Optional<String> by,
      Optional<String> leftOut,
      boolean loadBuffers,
      Optional<List<String>> byCpu) {
    public static final Scope UNKNOWN =
        new Scope(List.of(), Optional.empty(), Optional.empty(), Optional.empty(), false);

    public Scope {
      models = List.copyOf(models);
      byCpu = byCpu.map(List::copyOf);
    }

    /** Where nobody asked what a CPU may do by itself. */
    public Scope(
        List<String> models,
        Optional<String> world,
        Optional<String> by,
        Optional<String> leftOut,
        boolean loadBuffers) {
      this(models, world, by, leftOut, loadBuffers, Optional.empty());
    }
  }

  /** The same answer, and how far it reaches. */
  public ModelAnswer within(Scope reach) {
    return new ModelAnswer(
        claim,
        settings,
        answer,
        schedule,
        states,
        complete,
        row,
        extent,
        costs,
        Optional.of(reach));
  }

  /** How far the answer reaches, as far as it is known. */
  public Scope reach() {
    return scope.orElse(Scope.UNKNOWN);
  }

  /** What a search says of one claim. */
  public static ModelAnswer of(
      String claim, Map<String, String> settings, Map<String, String> row, Exploration found) {
    Exploration.Answer answer = found.answer(claim);
    return new ModelAnswer(
        claim,
        settings,
        answer.outcome().word(),
        answer.schedule().map(Schedule::toString),
        found.states(),
        found.complete(),
        row,
        found.extent(),
        answer.costs().map(c -> costs(answer.claim(), c)));
  }

  private static Costs costs(Claim<?> claim, Claim.Costs costs) {
    return claim instanceof Claim.Beats<?> b
        ? new Costs(costs.a(), costs.b(), Optional.of(b.unit()), Optional.of(b.arithmetic()))
        : new Costs(costs.a(), costs.b());
  }

  /** Whether the model allows what the claim says cannot be. */
  public boolean canHappen() {
    return answer.equals(Exploration.Outcome.BREAKS.word());
  }

  /** Whether the model has excluded it by visiting every state. */
  public boolean cannotHappen() {
    return answer.equals(Exploration.Outcome.SAFE.word());
  }

  /** Whether what the claim asks for can be had. */
  public boolean isReached() {
    return answer.equals(Exploration.Outcome.REACHED.word());
  }

  /** Whether it is the answer to that claim for that row. */
  public boolean answers(String asked, Map<String, String> of) {
    return claim.equals(asked) && row.equals(of);
  }
}
