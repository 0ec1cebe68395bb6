package lab.memorymodel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import lab.memorymodel.AxiomSets.Part;
import lab.memorymodel.AxiomaticEngine.Axioms;
import lab.memorymodel.compiler.LoadBuffering;
import lab.memorymodel.litmus.LitmusReader;
import lab.memorymodel.litmus.Shapes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which programs could show on Armv8 what RC11 rules out. */
final class LoadBufferingTest {

  /** Of all shapes load buffering alone, and it only where nothing keeps an order. */
  @Test
  void onlyLoadBufferingAmongTheShapes() {
    for (String mode : AccessMode.WORDS) {
      List<String> possible =
          Shapes.names().stream()
              .filter(name -> LoadBuffering.possible(Shapes.named(name).withMode(mode).program()))
              .toList();
      assertThat(possible)
          .as(mode)
          .isEqualTo(AccessMode.isRelaxed(mode) ? List.of("LB") : List.of());
    }
  }

  /** One thread has nothing that keeps the order; the other is as given. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          a dependency in the other alone | a = Y.getOpaque(); X.setOpaque(a);
          acquire in the other alone      | a = Y.getAcquire(); X.setOpaque(1);
          the flag comes first            | a = Y.getOpaque(); b = Z.getAcquire(); X.setOpaque(1);
          a read-modify-write that writes | a = Y.getOpaque(); b = X.getAndAddAcquire(1);
          one that reads                  | a = Y.getAndAddRelease(0); X.setOpaque(1);
          """)
  void oneLooseThreadIsEnough(String what, String other) {
    assertThat(possible("a = X.getOpaque(); Y.setOpaque(1);", other)).isTrue();
  }

  @Test
  void aThreadThatNeverWritesBackMakesNoCycle() {
    assertThat(possible("a = X.getOpaque(); Y.setOpaque(1);", "X.setOpaque(1); a = Y.getOpaque();"))
        .isFalse();
    assertThat(possible("a = X.getOpaque(); Y.setOpaque(1);", "a = Y.getOpaque(); Z.setOpaque(1);"))
        .isFalse();
  }

  /** Both threads are like this, with the two cells the other way round. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          nothing                    | true  | a = X.getOpaque(); Y.setOpaque(1);
          other work between         | true  | a = X.getOpaque(); b = Z.getOpaque(); Y.setOpaque(b);
          data                       | false | a = X.getOpaque(); Y.setOpaque(a);
          data by way of a register  | false | a = X.getOpaque(); b = a + 1; Y.setOpaque(b);
          data that cancels out      | true  | a = X.getOpaque(); Y.setOpaque(a - a + 1);
          data that is overwritten   | true  | a = X.getOpaque(); a = 1; Y.setOpaque(a);
          data masked away           | true  | a = X.getOpaque(); Y.setOpaque(a & 0);
          control                    | false | a = X.getOpaque(); if (a == 1) { Y.setOpaque(1); }
          control on both ways       | true  | a = X.getOpaque(); if (a == 1) { Y.setOpaque(1); } \
                                               else { Y.setOpaque(1); }
          control that is over       | true  | a = X.getOpaque(); if (a == 1) { Z.setOpaque(1); } \
                                               Y.setOpaque(1);
          control within control     | false | a = X.getOpaque(); b = Z.getOpaque(); \
                                               if (a == 1) { if (b == 0) { Y.setOpaque(1); } }
          a test that is none        | true  | a = X.getOpaque(); if (a == a) { Y.setOpaque(1); }
          a wait                     | false | while (X.getOpaque() == 0) {} Y.setOpaque(1);
          acquire                    | false | a = X.getAcquire(); Y.setOpaque(1);
          release                    | false | a = X.getOpaque(); Y.setRelease(1);
          acquire of another         | true  | a = X.getOpaque(); b = Z.getAcquire(); Y.setOpaque(1);
          release of another         | true  | a = X.getOpaque(); Z.setRelease(1); Y.setOpaque(1);
          an acquire fence           | false | a = X.getOpaque(); VarHandle.acquireFence(); \
                                               Y.setOpaque(1);
          a release fence            | false | a = X.getOpaque(); VarHandle.releaseFence(); \
                                               Y.setOpaque(1);
          a full fence in front      | true  | VarHandle.fullFence(); a = X.getOpaque(); \
                                               Y.setOpaque(1);
          a volatile read            | false | a = X.getVolatile(); Y.setOpaque(1);
          a volatile write           | false | a = X.getOpaque(); Y.setVolatile(1);
          read-modify-writes         | true  | a = X.getAndAddRelease(1); b = Y.getAndAddAcquire(1);
          """)
  void whatKeepsALoadInFrontOfAStore(String what, boolean possible, String code) {
    String swapped = code.replace('X', 'T').replace('Y', 'X').replace('T', 'Y');
    assertThat(possible(code, swapped)).isEqualTo(possible);
  }

  private static boolean possible(String first, String second) {
    String handles = "%d:X=x; %1$d:Y=y; %1$d:Z=z;";
    return LoadBuffering.possible(
        LitmusReader.read(
                "test",
                "Java test\n{ x=0; y=0; z=0; %s %s }\nThread0 { int a; int b; %s }\nThread1 { int a; int b; %s }\n"
                    .formatted(handles.formatted(0), handles.formatted(1), first, second))
            .program());
  }

  /**
   * Where the axioms differ without RC11's, with no more than Armv8's order of a load and a later
   * store in its place, the answer is yes. The programs have no dependencies, which the axioms here
   * do not know.
   */
  @Test
  void whatTheAxiomsTellApartIsPossible() {
    List<AccessMode> modes =
        List.of(AccessMode.OPAQUE, AccessMode.OPAQUE, AccessMode.ACQUIRE, AccessMode.RELEASE);
    SplittableRandom random = new SplittableRandom(11);
    int apart = 0;
    int cautious = 0;
    List<String> missed = new ArrayList<>();
    for (int i = 0; i < 3000; i++) {
      Sketch sketch = Sketch.random(random, 4 + random.nextInt(2), modes);
      if (!sketch.threads().stream().flatMap(List::stream).allMatch(LoadBufferingTest::fixed)) {
        continue;
      }
      boolean possible = LoadBuffering.possible(sketch.program());
      Set<String> more = AxiomaticEngine.outcomes(sketch, arm());
      boolean differ = !more.equals(AxiomaticEngine.outcomes(sketch, AxiomSets.rc11()));
      apart += differ ? 1 : 0;
      cautious += possible && !differ ? 1 : 0;
      if (differ && !possible) {
        missed.add(sketch.toString());
      }
    }
    assertThat(missed).isEmpty();
    assertThat(apart).isPositive();
    assertThat(cautious).isLessThan(3 * apart);
  }

  private static boolean fixed(Sketch.Node node) {
    return node instanceof Sketch.Act act
        && switch (act.instruction()) {
          case Instruction.Store i -> i.value() instanceof Expr.Const;
          case Instruction.Exchange i -> i.value() instanceof Expr.Const;
          case Instruction.CompareAndExchange i -> i.update() instanceof Expr.Const;
          default -> true;
        };
  }

  private static Axioms arm() {
    Axioms loose = AxiomSets.rc11Without(EnumSet.of(Part.NO_THIN_AIR));
    return g -> {
      long[] kept =
          g.filter(
              g.po(),
              (a, b) ->
                  g.read(a)
                      && g.write(b)
                      && (g.event(a).mode().acquires()
                          || g.event(b).mode().releases()
                          || fenced(g, a, b)));
      long[] seen = g.filter(g.union(g.rf(), g.mo(), g.rb()), (a, b) -> !g.sameThread(a, b));
      return g.acyclic(g.union(kept, seen)) && loose.allow(g);
    };
  }

  private static boolean fenced(Graph g, int a, int b) {
    for (int f = 0; f < g.size; f++) {
      if (g.event(f).fence() != null && Graph.has(g.po(), a, f) && Graph.has(g.po(), f, b)) {
        return true;
      }
    }
    return false;
  }
}
