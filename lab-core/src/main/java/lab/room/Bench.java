package lab.room;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * JMH benchmarks that measure the two sides of a comparison, and perhaps others beside them.
 *
 * @param claim usually a {@code beats}
 * @param benchmarks what is measured, by label
 * @param a label of the benchmark that should cost less; empty: none is held against another
 * @param b label of the benchmark that should cost more
 * @param rewritten binary names of the shipped classes that are rewritten if the person asks for a
 *     mode; empty: the benchmarks know no mode
 */
public record Bench(
    String claim,
    List<Benchmark> benchmarks,
    String a,
    String b,
    List<String> rewritten,
    String about,
    Optional<String> analogue)
    implements Evidence {
  public Bench {
    benchmarks = List.copyOf(benchmarks);
    rewritten = List.copyOf(rewritten);
  }

  /** Nothing measured yet: that A costs less than B is to be. */
  public static Bench of(String claim, String a, String b) {
    return new Bench(claim, List.of(), a, b, List.of(), "", Optional.empty());
  }

  /** Nothing measured yet: what will be is shown beside a claim, compared with nothing. */
  public static Bench beside(String claim) {
    return of(claim, "", "");
  }

  /** Whether two of its benchmarks are held against each other; if not, it makes no verdict. */
  public boolean compares() {
    return !a.isEmpty();
  }

  /** The same and one benchmark more. */
  public Bench score(String label, String method) {
    return score(label, method, "");
  }

  /**
   * The same and one benchmark more.
   *
   * @param parameters of its {@code @Param} fields, as in {@code ring=lab capacity=1024}
   */
  public Bench score(String label, String method, String parameters) {
    List<Benchmark> more = new ArrayList<>(benchmarks);
    more.add(new Benchmark(label, method, Settings.parse(parameters)));
    return new Bench(claim, more, a, b, rewritten, about, analogue);
  }

  /** The same benchmarks, of classes that are rewritten if the person asks for a mode. */
  public Bench rewrites(Class<?>... classes) {
    List<String> names = Arrays.stream(classes).map(Class::getName).toList();
    return new Bench(claim, benchmarks, a, b, names, about, analogue);
  }

  /** What is measured, in words. */
  public Bench about(String words) {
    return new Bench(claim, benchmarks, a, b, rewritten, words, analogue);
  }

  public Bench analogue(String reason) {
    return new Bench(claim, benchmarks, a, b, rewritten, about, Optional.of(reason));
  }

  @Override
  public String kind() {
    return "bench";
  }

  @Override
  public List<String> tests() {
    return benchmarks.stream().map(Benchmark::method).toList();
  }

  @Override
  public Bench at(Address address) {
    List<Benchmark> whole = benchmarks.stream().map(m -> m.at(address)).toList();
    return new Bench(claim, whole, a, b, rewritten, about, analogue);
  }
}
