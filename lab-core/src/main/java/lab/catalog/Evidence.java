package lab.catalog;

import java.util.List;
import java.util.Map;
import java.util.Optional;
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
   */
  record StressTest(String name, Map<String, String> settings, List<HostOutcome> outcomes) {
    public StressTest {
      settings = Map.copyOf(settings);
      outcomes = outcomes instanceof LazyList ? outcomes : List.copyOf(outcomes);
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
   */
  record Bench(
      String claim, List<Benchmark> benchmarks, String a, String b, Optional<String> analogue)
      implements Evidence {
    public Bench {
      benchmarks = List.copyOf(benchmarks);
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
   * @param method binary class name and method, as in {@code lab.bench.memory.aba.StackBench.pop}
   * @param parameters values of its {@code @Param} fields
   */
  record Benchmark(String label, String method, Map<String, String> parameters) {
    public Benchmark {
      parameters = Map.copyOf(parameters);
    }
  }

  /**
   * A program that looks at something in a child JVM and prints what it found: a line {@code
   * {"name":…,"value":…}} for each value, nothing else, within seconds. The values are shown as
   * they are; nothing is concluded from them.
   *
   * @param claim name of the claim beside which the values are shown
   * @param main binary name of the main class
   * @param arguments of the program
   * @param flags of its JVM, besides those that every measuring JVM has
   */
  record Live(
      String claim,
      String main,
      List<String> arguments,
      List<String> flags,
      Optional<String> analogue)
      implements Evidence {
    public Live {
      arguments = List.copyOf(arguments);
      flags = List.copyOf(flags);
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
