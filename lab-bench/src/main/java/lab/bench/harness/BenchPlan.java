package lab.bench.harness;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.runner.BenchmarkList;
import org.openjdk.jmh.runner.BenchmarkListEntry;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.CommandLineOptionException;
import org.openjdk.jmh.runner.options.CommandLineOptions;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/**
 * What is to be measured, and how.
 *
 * @param forks JVMs per benchmark, one after the other
 * @param warmUp windows that do not count, per fork
 * @param windows windows that count, per fork
 * @param millis length of a window
 * @param jmhJson where JMH's own results are kept
 * @param jvmFlags flags of every fork
 * @param passedOn the person's own JMH options: they decide all of the above but for the file
 */
record BenchPlan(
    List<Item> items,
    int forks,
    int warmUp,
    int windows,
    int millis,
    Optional<Path> jmhJson,
    List<String> jvmFlags,
    List<String> passedOn) {

  private static final int HANG_SECONDS = 60;

  /**
   * One benchmark under one set of parameters.
   *
   * @param method class and method; behind a colon the secondary result that is the score
   */
  record Item(String label, String method, Map<String, String> parameters) {
    /** What JMH's list calls it. */
    String benchmark() {
      return method.split(":", 2)[0];
    }

    /** The secondary result that is the score in place of the time, if one is asked for. */
    Optional<String> secondary() {
      return Optional.of(method).filter(m -> m.contains(":")).map(m -> m.split(":", 2)[1]);
    }

    /** The profiler that gives this result, as it is called after JMH's {@code -prof}. */
    Optional<String> profiler() {
      return secondary().map(s -> s.split("\\.", 2)[0]);
    }

    /** {@code label|package.Class.method|name=value|…}. */
    static Item parse(String text) {
      String[] parts = text.split("\\|", -1);
      if (parts.length < 2) {
        throw new IllegalArgumentException("not label|method|name=value: " + text);
      }
      Map<String, String> parameters = new LinkedHashMap<>();
      for (int i = 2; i < parts.length; i++) {
        int equals = parts[i].indexOf('=');
        if (equals < 1) {
          throw new IllegalArgumentException("not name=value: " + parts[i]);
        }
        parameters.put(parts[i].substring(0, equals), parts[i].substring(equals + 1));
      }
      return new Item(parts[0], parts[1], parameters);
    }
  }

  /**
   * {@code --forks=2 --warm-up=20 --windows=60 --millis=10 [--json=FILE] [--jvm=FLAG…] ITEM… [--
   * JMH options]}.
   */
  static BenchPlan parse(List<String> arguments) {
    int end = arguments.indexOf("--");
    List<String> own = end < 0 ? arguments : arguments.subList(0, end);
    List<Item> items = new ArrayList<>();
    List<String> flags = new ArrayList<>();
    Map<String, String> options = new LinkedHashMap<>();
    for (String argument : own) {
      int equals = argument.indexOf('=');
      if (argument.startsWith("--jvm=")) {
        flags.add(argument.substring(equals + 1));
      } else if (argument.startsWith("--") && equals > 0) {
        options.put(argument.substring(2, equals), argument.substring(equals + 1));
      } else {
        items.add(Item.parse(argument));
      }
    }
    return new BenchPlan(
        List.copyOf(items),
        Integer.parseInt(options.getOrDefault("forks", "2")),
        Integer.parseInt(options.getOrDefault("warm-up", "20")),
        Integer.parseInt(options.getOrDefault("windows", "60")),
        Integer.parseInt(options.getOrDefault("millis", "10")),
        Optional.ofNullable(options.get("json")).map(Path::of),
        List.copyOf(flags),
        end < 0 ? List.of() : List.copyOf(arguments.subList(end + 1, arguments.size())));
  }

  /**
   * How often each benchmark is run: forks that we interleave, or once if JMH is to see to them.
   */
  int rounds() {
    return talk() ? 1 : forks;
  }

  /** Whether JMH's own talk is wanted: by a person who gave it options of their own. */
  boolean talk() {
    return !passedOn.isEmpty();
  }

  /** Whether one invocation is one window, however long it takes. */
  boolean single(Item item) {
    return mode(item).filter(m -> m == Mode.SingleShotTime).isPresent();
  }

  /**
   * JMH's options for one run of the benchmark.
   *
   * @param times as many windows as planned
   */
  Options options(Item item, int times) throws CommandLineOptionException {
    return talk() ? personal(item) : ours(item, times);
  }

  private Options ours(Item item, int times) {
    ChainedOptionsBuilder options =
        only(new OptionsBuilder(), item)
            .jvmArgs(jvmFlags.toArray(String[]::new))
            .forks(1)
            .warmupIterations(warmUp * times)
            .warmupTime(TimeValue.milliseconds(millis))
            .measurementIterations(windows * times)
            .measurementTime(TimeValue.milliseconds(millis))
            .timeUnit(TimeUnit.NANOSECONDS)
            .timeout(TimeValue.seconds(HANG_SECONDS));
    mode(item).ifPresent(options::mode);
    return options.build();
  }

  private Options personal(Item item) throws CommandLineOptionException {
    CommandLineOptions typed = new CommandLineOptions(passedOn.toArray(String[]::new));
    if (!typed.getIncludes().isEmpty()) {
      throw new CommandLineOptionException(
          "the lab names the benchmarks itself (got " + typed.getIncludes().getFirst() + ")");
    }
    List<String> flags = new ArrayList<>(jvmFlags);
    flags.addAll(typed.getJvmArgs().orElse(List.of()));
    return only(new OptionsBuilder().parent(typed), item)
        .jvmArgs(flags.toArray(String[]::new))
        .build();
  }

  private static ChainedOptionsBuilder only(ChainedOptionsBuilder options, Item item) {
    options.include(pattern(item));
    item.parameters().forEach(options::param);
    item.profiler().ifPresent(options::addProfiler);
    return options;
  }

  private static Optional<Mode> mode(Item item) {
    return BenchmarkList.defaultList()
        .find(new Silence(), List.of(pattern(item)), List.of())
        .stream()
        .map(BenchmarkListEntry::getMode)
        .findFirst();
  }

  private static String pattern(Item item) {
    return "^" + Pattern.quote(item.benchmark()) + "$";
  }
}
