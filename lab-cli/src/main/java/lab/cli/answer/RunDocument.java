package lab.cli.answer;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import lab.cli.host.LabFacts;
import lab.cli.host.MachineFacts;
import lab.cli.host.Quietness;
import lab.host.Parallelism;
import lab.room.Ordered;

/**
 * A run as it is kept, shown and compared. Everything that was measured stands in it, with the
 * circumstances; what is unknown is null. Rows stand in the order in which the room declares them,
 * so that equal runs give equal bytes.
 *
 * @param schema {@link #SCHEMA}; earlier ones are read and become this one
 * @param run its name: that of its folder
 * @param complete whether it came to its end
 * @param begun ISO 8601, UTC
 * @param label what the person noted with it
 * @param budget as it was typed
 * @param model what the models say, a row for each claim and settings
 * @param host what this machine did
 * @param verdicts only of a complete run
 * @param sentence the room's own, of a complete run
 */
public record RunDocument(
    String schema,
    String run,
    boolean complete,
    String begun,
    Optional<String> label,
    String budget,
    LabFacts lab,
    MachineFacts machine,
    Together parallelism,
    Optional<Quietness> quiet,
    Experiment experiment,
    List<ModelAnswer> model,
    List<HostResult> host,
    List<Verdict> verdicts,
    Optional<String> sentence) {
  public static final String SCHEMA = "lab.run/2";

  public RunDocument {
    model = List.copyOf(model);
    host = List.copyOf(host);
    verdicts = List.copyOf(verdicts);
  }

  /**
   * Whether two threads really ran at the same time, as {@link Parallelism} measures it.
   *
   * @param cpus how many this process might use
   * @param together share of the time, 0 to 1, placed by the scheduler
   * @param togetherPinned the same for threads bound to two CPUs
   * @param handOverNanos price of passing a cache line between the bound threads
   * @param enough whether a race had a fair chance to show
   */
  public record Together(
      int cpus,
      double together,
      OptionalDouble togetherPinned,
      OptionalDouble handOverNanos,
      boolean enough) {
    public static Together of(Parallelism p) {
      return new Together(p.cpus(), p.free(), p.pinned(), p.handOverNanos(), p.enough());
    }
  }

  /**
   * What was run.
   *
   * @param id of the room
   * @param settings a value for each control
   * @param asks what was asked of it
   * @param address of the room
   * @param question of the room
   * @param contrast the controls that the run varies: they name the rows
   */
  public record Experiment(
      String id,
      Map<String, String> settings,
      Asks asks,
      String address,
      String question,
      List<String> contrast) {
    public Experiment {
      settings = Ordered.copy(settings);
      contrast = List.copyOf(contrast);
    }
  }

  /** What a run asks. */
  public enum Asks {
    /** Whether the room's claims hold here. */
    CLAIMS("claims"),
    /** What notices that one access of a shipped class is weaker than it ships. */
    ORDERINGS("orderings");

    private final String word;

    Asks(String word) {
      this.word = word;
    }

    public String word() {
      return word;
    }
  }

  /** The same run, as far as it has come. */
  public RunDocument with(List<ModelAnswer> models, List<HostResult> results) {
    return new RunDocument(
        schema,
        run,
        false,
        begun,
        label,
        budget,
        lab,
        machine,
        parallelism,
        Optional.empty(),
        experiment,
        models,
        results,
        List.of(),
        Optional.empty());
  }

  /** The same run, judged. */
  public RunDocument judged(List<Verdict> words, String closing, Quietness quietness) {
    return new RunDocument(
        schema,
        run,
        true,
        begun,
        label,
        budget,
        lab,
        machine,
        parallelism,
        Optional.of(quietness),
        experiment,
        model,
        host,
        words,
        Optional.of(closing).filter(s -> !s.isBlank()));
  }
}
