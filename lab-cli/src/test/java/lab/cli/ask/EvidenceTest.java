package lab.cli.ask;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import lab.catalog.Catalog;
import lab.room.Bench;
import lab.room.Benchmark;
import lab.room.Evidence;
import lab.room.Fact;
import lab.room.Live;
import lab.room.NoEvidence;
import lab.room.Series;
import lab.room.Stress;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jmh.annotations.Param;

/** What every room names as evidence exists: classes, methods, parameters, labels and facts. */
class EvidenceTest {

  @TestFactory
  Stream<DynamicTest> whatIsNamedExists() {
    return Catalog.lab().rooms().stream()
        .map(room ->
            DynamicTest.dynamicTest(
                room.address(),
                () -> {
                  for (Evidence evidence : room.evidence()) {
                    check(evidence);
                  }
                }));
  }

  @Test
  void whatDoesNotExistIsNoticed() {
    assertThatThrownBy(() -> check(Live.of("c", "lab.bench.NoSuchProgram")))
        .isInstanceOf(ClassNotFoundException.class);
    Bench bench = Bench.of("c", "a", "b").score("a", "lab.bench.harness.ChainBench.shortChain");
    assertThatThrownBy(() -> check(bench)).isInstanceOf(AssertionError.class);
    assertThatThrownBy(
            () -> check(bench.score("b", "lab.bench.harness.ChainBench.ofLinks", "nodes=1")))
        .isInstanceOf(AssertionError.class);
    assertThatThrownBy(() -> check(Fact.of("c", "shoe-size"))).isInstanceOf(AssertionError.class);
  }

  private static void check(Evidence evidence) throws ReflectiveOperationException {
    switch (evidence) {
      case Stress s -> {
        for (String test : s.tests()) {
          assertThat(Class.forName(test).isAnnotationPresent(JCStressTest.class)).as(test).isTrue();
        }
      }
      case Bench b -> {
        if (b.compares()) {
          assertThat(b.benchmarks()).extracting(Benchmark::label).contains(b.a(), b.b());
        }
        assertThat(b.benchmarks()).extracting(Benchmark::label).doesNotHaveDuplicates();
        for (Benchmark benchmark : b.benchmarks()) {
          benchmark(benchmark.method(), benchmark.parameters().keySet());
        }
        for (String rewritten : b.rewritten()) {
          Class.forName(rewritten, false, EvidenceTest.class.getClassLoader());
        }
      }
      case Series s -> {
        for (Series.Curve curve : s.curves()) {
          if (!curve.method().isEmpty()) {
            Set<String> parameters = new LinkedHashSet<>(curve.parameters().keySet());
            parameters.add(s.parameter());
            benchmark(curve.method(), parameters);
          }
        }
        if (s.live().isPresent()) {
          program(s.live().get().main());
        }
      }
      case Live l -> program(l.main());
      case Fact f -> assertThat(FactEngine.names()).contains(f.name());
      case NoEvidence n -> assertThat(n.reason()).isNotBlank();
    }
  }

  private static void program(String main) throws ReflectiveOperationException {
    Class.forName(main, false, EvidenceTest.class.getClassLoader())
        .getMethod("main", String[].class);
  }

  private static void benchmark(String named, Set<String> parameters)
      throws ClassNotFoundException {
    String whole = named.replaceFirst(":.*", "");
    int dot = whole.lastIndexOf('.');
    Class<?> type = Class.forName(whole.substring(0, dot));
    Method method =
        Arrays.stream(type.getMethods())
            .filter(m -> m.getName().equals(whole.substring(dot + 1)))
            .findFirst()
            .orElseThrow(() -> new AssertionError("there is no benchmark " + whole));
    assertThat(method.isAnnotationPresent(org.openjdk.jmh.annotations.Benchmark.class))
        .as(whole)
        .isTrue();
    List<Class<?>> states = new ArrayList<>(List.of(method.getParameterTypes()));
    states.add(type);
    Set<String> known = new LinkedHashSet<>();
    for (Class<?> state : states) {
      for (Class<?> c = state; c != null; c = c.getSuperclass()) {
        for (Field field : c.getDeclaredFields()) {
          if (field.isAnnotationPresent(Param.class)) {
            known.add(field.getName());
          }
        }
      }
    }
    assertThat(known).as(whole).containsAll(parameters);
  }
}
