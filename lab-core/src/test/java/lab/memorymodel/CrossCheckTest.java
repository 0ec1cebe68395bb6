package lab.memorymodel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import lab.memorymodel.AxiomSets.Part;
import lab.memorymodel.AxiomaticEngine.Axioms;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The engines agree with axioms, enumerated by code of its own, on thousands of programs. */
class CrossCheckTest {
  private static final List<AccessMode> ORDERED =
      List.of(
          AccessMode.OPAQUE,
          AccessMode.OPAQUE,
          AccessMode.ACQUIRE_RELEASE,
          AccessMode.VOLATILE,
          AccessMode.VOLATILE);
  private static final List<AccessMode> NO_VOLATILE =
      List.of(AccessMode.OPAQUE, AccessMode.ACQUIRE_RELEASE, AccessMode.RELEASE);
  private static final List<AccessMode> WITH_PLAIN =
      List.of(
          AccessMode.PLAIN,
          AccessMode.PLAIN,
          AccessMode.OPAQUE,
          AccessMode.ACQUIRE_RELEASE,
          AccessMode.VOLATILE);

  @Test
  void sc() {
    assertThat(differing(sketches(1, 800, ORDERED), MemoryModel.SC, AxiomSets.sc())).isEmpty();
  }

  @Test
  void tso() {
    assertThat(differing(sketches(2, 800, ORDERED), MemoryModel.TSO, AxiomSets.tso())).isEmpty();
  }

  @Test
  void javaWithVolatileAmongWeakerAccesses() {
    assertThat(differing(sketches(3, 800, ORDERED), MemoryModel.JAVA, AxiomSets.rc11())).isEmpty();
  }

  /** Here the engine keeps no graph. */
  @Test
  void javaWithoutVolatile() {
    assertThat(differing(sketches(4, 800, NO_VOLATILE), MemoryModel.JAVA, AxiomSets.rc11()))
        .isEmpty();
  }

  /** Nor here, and the result is sequential consistency. */
  @Test
  void javaAllVolatile() {
    List<Sketch> sketches = sketches(5, 200, List.of(AccessMode.VOLATILE));
    assertThat(differing(sketches, MemoryModel.JAVA, AxiomSets.rc11())).isEmpty();
    assertThat(differing(sketches, MemoryModel.JAVA, AxiomSets.sc())).isEmpty();
  }

  @Test
  void javaWithPlain() {
    List<String> differing = new ArrayList<>();
    for (Sketch sketch : sketches(6, 150, WITH_PLAIN)) {
      Set<String> expected = new TreeSet<>();
      for (Sketch order : sketch.reordered()) {
        expected.addAll(AxiomaticEngine.outcomes(order, AxiomSets.rc11()));
      }
      Set<String> found = found(sketch, MemoryModel.JAVA);
      if (!found.equals(expected)) {
        differing.add(sketch.toString());
      }
    }
    assertThat(differing).isEmpty();
  }

  /** Each axiom matters to some program, so an engine that ignored it would be found out. */
  @ParameterizedTest
  @EnumSource(Part.class)
  void leavingAnAxiomOutIsNoticed(Part part) {
    List<AccessMode> modes =
        List.of(AccessMode.OPAQUE, AccessMode.ACQUIRE_RELEASE, AccessMode.VOLATILE);
    Axioms weakened = AxiomSets.rc11Without(EnumSet.of(part));
    assertThat(sketches(7, 600, modes)).anyMatch(s -> differs(s, MemoryModel.JAVA, weakened));
  }

  @Test
  void forgettingThatLockedOperationsDrainIsNoticed() {
    Axioms weakened = AxiomSets.tso(false);
    assertThat(sketches(2, 800, ORDERED)).anyMatch(s -> differs(s, MemoryModel.TSO, weakened));
  }

  private static List<Sketch> sketches(long seed, int count, List<AccessMode> modes) {
    SplittableRandom random = new SplittableRandom(seed);
    List<Sketch> sketches = new ArrayList<>(List.of(Sketch.releaseSequence(), Sketch.fencedIriw()));
    for (int i = 0; i < count; i++) {
      sketches.add(Sketch.random(random, 4 + random.nextInt(3), modes));
    }
    return sketches;
  }

  private static boolean differs(Sketch sketch, MemoryModel model, Axioms axioms) {
    return !differing(List.of(sketch), model, axioms).isEmpty();
  }

  private static List<String> differing(List<Sketch> sketches, MemoryModel model, Axioms axioms) {
    List<String> differing = new ArrayList<>();
    for (Sketch sketch : sketches) {
      Set<String> expected = AxiomaticEngine.outcomes(sketch, axioms);
      Set<String> found = found(sketch, model);
      if (!found.equals(expected)) {
        differing.add(sketch + "\nengine " + found + "\naxioms " + expected);
      }
    }
    return differing;
  }

  private static Set<String> found(Sketch sketch, MemoryModel model) {
    return Finals.of(sketch.program(), model);
  }
}
