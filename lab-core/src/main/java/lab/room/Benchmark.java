package lab.room;

import java.util.Map;

/**
 * One JMH benchmark with fixed parameters.
 *
 * @param label what it is called in the verdict, as in {@code padded}
 * @param method class and method, as in {@code StackBench.pop}; behind a colon one of its secondary
 *     results, which is the score then in place of its time, as JMH writes it: {@code
 *     StackBench.pop:gc.alloc.rate.norm}
 * @param parameters values of its {@code @Param} fields
 */
public record Benchmark(String label, String method, Map<String, String> parameters) {
  public Benchmark {
    parameters = Ordered.copy(parameters);
  }

  Benchmark at(Address address) {
    // The class alone is looked up: what follows its last dot before a colon is the method.
    int colon = method.indexOf(':');
    int dot = method.lastIndexOf('.', colon < 0 ? method.length() : colon);
    String type = method.substring(0, dot);
    return new Benchmark(
        label, address.named("lab.bench", type) + method.substring(dot), parameters);
  }
}
