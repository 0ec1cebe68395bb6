package lab.catalog;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * A way to ask the host about a claim. An analogue shows something like the effect where the effect
 * itself cannot be shown; its reason is printed wherever its numbers are.
 */
public sealed interface Evidence {

  /** {@code stress}, {@code bench}, {@code live}, {@code fact} or {@code none}. */
  String kind();

  /** Why this is an analogue only, if it is one. */
  Optional<String> analogue();

  /**
   * jcstress tests that try to provoke what a {@code never} or {@code stuck} claim says cannot be.
   *
   * @param claim name of the claim of the room's machine
   * @param tests the tests, in the order in which they run
   */
  record Stress(String claim, List<StressTest> tests, Optional<String> analogue)
      implements Evidence {
    public Stress {
      tests = List.copyOf(tests);
    }

    @Override
    public String kind() {
      return "stress";
    }
  }

  /**
   * One jcstress test.
   *
   * @param name binary name of the test class
   * @param settings the controls that this test stands for, others being as the person chose: the
   *     model's prediction is asked with these
   * @param outcomes every outcome that the test distinguishes
   * @param weakening how the classes under test are rewritten before they are loaded, if they are
   */
  record StressTest(
      String name,
      Map<String, String> settings,
      List<HostOutcome> outcomes,
      Optional<Weakening> weakening) {
    public StressTest {
      settings = Map.copyOf(settings);
      outcomes = outcomes instanceof LazyList ? outcomes : List.copyOf(outcomes);
    }

    /** A test of the classes as they ship. */
    public StressTest(String name, Map<String, String> settings, List<HostOutcome> outcomes) {
      this(name, settings, outcomes, Optional.empty());
    }

    /** The same test, of classes whose access modes are rewritten. */
    public StressTest weakened(Weakening how) {
      return new StressTest(name, settings, outcomes, Optional.of(how));
    }

    /** A test whose outcomes are computed when they are first looked at. */
    public static StressTest of(
        String name, Map<String, String> settings, Supplier<List<HostOutcome>> outcomes) {
      return new StressTest(name, settings, new LazyList<>(outcomes));
    }
  }

  /**
   * An outcome of a jcstress test.
   *
   * @param id as jcstress prints it, as in {@code 1, 0}
   * @param meaning in words
   * @param violation whether this outcome is what the claim says cannot be
   * @param allowed the models that allow it: some of {@code sc}, {@code tso}, {@code java}
   */
  record HostOutcome(String id, String meaning, boolean violation, List<String> allowed) {
    public HostOutcome {
      allowed = List.copyOf(allowed);
    }
  }

  /**
   * JMH benchmarks that measure the two sides of a comparison, and perhaps others beside them.
   *
   * @param claim name of the claim, usually {@code beats}
   * @param benchmarks what is measured, by name
   * @param a label of the benchmark that should cost less
   * @param b label of the benchmark that should cost more
   * @param rewritten binary names of the shipped classes that are rewritten if the person asks for
   *     a mode; empty: the benchmarks know no mode
   */
  record Bench(
      String claim,
      List<Benchmark> benchmarks,
      String a,
      String b,
      List<String> rewritten,
      Optional<String> analogue)
      implements Evidence {
    public Bench {
      benchmarks = List.copyOf(benchmarks);
      rewritten = List.copyOf(rewritten);
    }

    public Bench(
        String claim, List<Benchmark> benchmarks, String a, String b, Optional<String> analogue) {
      this(claim, benchmarks, a, b, List.of(), analogue);
    }

    /** The same benchmarks, of classes that are rewritten if the person asks for a mode. */
    public Bench rewrites(String... classes) {
      return new Bench(claim, benchmarks, a, b, List.of(classes), analogue);
    }

    @Override
    public String kind() {
      return "bench";
    }
  }

  /**
   * One JMH benchmark with fixed parameters.
   *
   * @param label what it is called in the verdict, as in {@code padded}
   * @param method binary class name and method, as in {@code lab.bench.memory.aba.StackBench.pop};
   *     behind a colon one of its secondary results, which is the score then in place of its time,
   *     as JMH writes it: {@code StackBench.pop:gc.alloc.rate.norm}
   * @param parameters values of its {@code @Param} fields
   */
  record Benchmark(String label, String method, Map<String, String> parameters) {
    public Benchmark {
      parameters = Map.copyOf(parameters);
    }
  }

  /**
   * A program of ours that runs in a child JVM and prints what it found, one JSON object a line
   * (see {@code lab.bench.harness.LiveAnswers}): values, which are shown as they are; counts of the
   * outcomes named here, judged as those of a stress test are; scores, judged as those of a
   * benchmark are, if two of them are to be compared; or why it cannot be done on this host.
   *
   * @param claim name of the claim that is asked about, or beside which the values are shown
   * @param main binary name of the main class
   * @param arguments of the program
   * @param flags of its JVM, besides those that every measuring JVM has
   * @param settings the controls that this run stands for, as in {@link StressTest}
   * @param outcomes every outcome that it counts; empty: it counts none
   * @param compares the labels of two scores of which the first should cost less
   * @param takesTime whether it is told how long to look, by a last argument {@code --millis=N},
   *     and before it every control's value, as in {@code --mode=opaque}
   * @param weakening how the classes under test are rewritten before they are loaded, if they are
   */
  record Live(
      String claim,
      String main,
      List<String> arguments,
      List<String> flags,
      Map<String, String> settings,
      List<HostOutcome> outcomes,
      Optional<Comparison> compares,
      boolean takesTime,
      Optional<Weakening> weakening,
      Optional<String> analogue)
      implements Evidence {
    public Live {
      arguments = List.copyOf(arguments);
      flags = List.copyOf(flags);
      settings = Map.copyOf(settings);
      outcomes = List.copyOf(outcomes);
    }

    /** The labels of two scores. */
    public record Comparison(String a, String b) {}

    /** A program without arguments that prints values. */
    public static Live of(String claim, String main) {
      return new Live(
          claim,
          main,
          List.of(),
          List.of(),
          Map.of(),
          List.of(),
          Optional.empty(),
          false,
          Optional.empty(),
          Optional.empty());
    }

    /** What differs in a copy. */
    private final class Copy {
      private List<String> arguments = Live.this.arguments;
      private List<String> flags = Live.this.flags;
      private Map<String, String> settings = Live.this.settings;
      private List<HostOutcome> outcomes = Live.this.outcomes;
      private Optional<Comparison> compares = Live.this.compares;
      private boolean takesTime = Live.this.takesTime;
      private Optional<Weakening> weakening = Live.this.weakening;
      private Optional<String> analogue = Live.this.analogue;
    }

    private Live with(Consumer<Copy> change) {
      Copy c = new Copy();
      change.accept(c);
      return new Live(
          claim,
          main,
          c.arguments,
          c.flags,
          c.settings,
          c.outcomes,
          c.compares,
          c.takesTime,
          c.weakening,
          c.analogue);
    }

    public Live arguments(String... words) {
      return with(c -> c.arguments = List.of(words));
    }

    public Live flags(String... words) {
      return with(c -> c.flags = List.of(words));
    }

    public Live settings(Map<String, String> stands) {
      return with(c -> c.settings = stands);
    }

    public Live outcomes(List<HostOutcome> counted) {
      return with(c -> c.outcomes = counted);
    }

    public Live compares(String less, String more) {
      return with(c -> c.compares = Optional.of(new Comparison(less, more)));
    }

    /** Told how long to look. */
    public Live timed() {
      return with(c -> c.takesTime = true);
    }

    /** The same run, of classes whose access modes are rewritten. */
    public Live weakened(Weakening how) {
      return with(c -> c.weakening = Optional.of(how));
    }

    public Live analogue(String reason) {
      return with(c -> c.analogue = Optional.of(reason));
    }

    @Override
    public String kind() {
      return "live";
    }
  }

  /** Something read from the host, such as the cache-line size. */
  record Fact(String claim, String name, Optional<String> analogue) implements Evidence {
    @Override
    public String kind() {
      return "fact";
    }
  }

  /** There is no way to ask the host, for this reason. */
  record None(String claim, String reason) implements Evidence {
    @Override
    public String kind() {
      return "none";
    }

    @Override
    public Optional<String> analogue() {
      return Optional.empty();
    }
  }
}
