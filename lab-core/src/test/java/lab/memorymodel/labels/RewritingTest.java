package lab.memorymodel.labels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.instruction.InvokeInstruction;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import lab.concurrent.counter.CasCounter;
import lab.concurrent.reclaim.EpochDomain;
import lab.concurrent.reclaim.EpochReader;
import lab.concurrent.reclaim.Slab;
import lab.concurrent.ring.SpscRing;
import lab.concurrent.stack.TaggedStack;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What ships, in another mode: every class verifies, loads and works for one thread. */
class RewritingTest {

  /** A loader that, unlike a child of ours, looks into the folder before it asks its parent. */
  private static final class Front extends URLClassLoader {
    Front(Path folder) throws IOException {
      super(new URL[] {folder.toUri().toURL(), Path.of("target/classes").toUri().toURL()}, null);
    }
  }

  private static List<String> accesses(byte[] classFile) {
    List<String> names = new ArrayList<>();
    ClassFile.of()
        .parse(classFile)
        .methods()
        .forEach(m ->
            m.code()
                .ifPresent(code ->
                    code.forEach(e -> {
                      if (e instanceof InvokeInstruction call && StepLabels.isAccess(call)) {
                        names.add(call.name().stringValue());
                      }
                    })));
    return names;
  }

  private static List<String> rewritten(Class<?> type, String label, String mode) {
    Rewriting rewriting = Rewriting.of(List.of(type.getName()), Optional.of(label), mode);
    return accesses(rewriting.classes().get(type.getName()));
  }

  @Test
  void oneLabelledAccessChangesAndNothingElse() {
    List<String> before = accesses(ShippedSteps.classFile(TaggedStack.class.getName()));
    assertThat(before)
        .containsExactly(
            "getOpaque",
            "setOpaque",
            "weakCompareAndSetRelease",
            "getAcquire",
            "getOpaque",
            "weakCompareAndSetAcquire");
    assertThat(rewritten(TaggedStack.class, "P1", "opaque"))
        .containsExactly(
            "getOpaque",
            "setOpaque",
            "weakCompareAndSetRelease",
            "getOpaque",
            "getOpaque",
            "weakCompareAndSetAcquire");
    assertThat(rewritten(TaggedStack.class, "U3", "plain").get(2))
        .isEqualTo("weakCompareAndSetPlain");
  }

  @Test
  void allOfThemInEachMode() {
    assertThat(all(TaggedStack.class, "plain"))
        .containsExactlyInAnyOrder("get", "set", "weakCompareAndSetPlain");
    assertThat(all(TaggedStack.class, "volatile"))
        .containsExactlyInAnyOrder("getVolatile", "setVolatile", "weakCompareAndSet");
    // The release fence is gone.
    assertThat(all(SpscRing.class, "opaque")).containsExactlyInAnyOrder("getOpaque", "setOpaque");
  }

  private static Set<String> all(Class<?> type, String mode) {
    Rewriting rewriting = Rewriting.of(List.of(type.getName()), Optional.empty(), mode);
    return new TreeSet<>(accesses(rewriting.classes().get(type.getName())));
  }

  @Test
  void fencesBecomeWeakerOrGo() {
    assertThat(rewritten(EpochReader.class, "R2", "acquire-release"))
        .containsExactly("setOpaque", "releaseFence", "acquireFence", "setRelease");
    assertThat(rewritten(EpochReader.class, "R2", "none"))
        .containsExactly("setOpaque", "setRelease");
    // Both ways of W1 go together.
    assertThat(accesses(ShippedSteps.classFile(EpochDomain.class.getName())))
        .contains("everywhere", "fullFence");
    assertThat(rewritten(EpochDomain.class, "W1", "none"))
        .doesNotContain("everywhere", "fullFence");
  }

  /** Atomic they stay; where Java has no weaker twin they stay what they are, and that is said. */
  @Test
  void readModifyWritesStayAtomic() {
    assertThat(rewritten(CasCounter.class, "A3", "release")).contains("weakCompareAndSetRelease");
    Rewriting refused = Rewriting.of(List.of(Slab.class.getName()), Optional.of("B2"), "opaque");
    assertThat(refused.classes()).isEmpty();
    assertThat(refused.refused())
        .map(Object::toString)
        .containsExactly("Slab B2: getAndSet stays: there is no opaque twin of getAndSet");
    assertThat(Twin.of("compareAndSet", "plain", false).refusal())
        .hasValueSatisfying(why -> assertThat(why).contains("not tried again"));
    assertThat(Twin.of("compareAndSet", "plain", true).calls())
        .containsExactly("weakCompareAndSetPlain");
    assertThat(Twin.of("setRelease", "none", true).refusal()).isPresent();
  }

  /** A lock that tries once must not fail for no reason. */
  @Test
  void aCompareAndSetThatIsNotRetriedStaysStrong() {
    Rewriting lock =
        Rewriting.of(List.of("lab.concurrent.nic.EngineLock"), Optional.of("L1"), "plain");
    assertThat(lock.changes()).isEmpty();
    assertThat(lock.refused()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"plain", "opaque", "acquire-release", "volatile"})
  void everyShippedClassVerifiesAndLoadsInEveryMode(String mode, @TempDir Path folder)
      throws Exception {
    List<String> names;
    try (Stream<Path> found = Files.list(Path.of("target/classes/lab/labels"))) {
      names = found.map(f -> f.getFileName().toString().replace(".tsv", "")).sorted().toList();
    }
    assertThat(names).contains(SpscRing.class.getName(), EpochDomain.class.getName());
    Rewriting rewriting = Rewriting.of(names, Optional.empty(), mode);
    assertThat(rewriting.changes()).hasSizeGreaterThan(20);
    rewriting.write(folder);
    try (Front loader = new Front(folder)) {
      for (String name : rewriting.classes().keySet()) {
        // Initialising links, and linking runs the JVM's own verifier.
        Class<?> loaded = Class.forName(name, true, loader);
        assertThat(loaded.getProtectionDomain().getCodeSource().getLocation().getPath())
            .startsWith(folder.toString());
        assertThat(loaded.getDeclaredMethods()).isNotEmpty();
      }
      Class<?> ring = loader.loadClass(SpscRing.class.getName());
      Object it = ring.getConstructor(int.class).newInstance(4);
      assertThat(ring.getMethod("offer", Object.class).invoke(it, "a")).isEqualTo(true);
      assertThat(ring.getMethod("poll").invoke(it)).isEqualTo("a");
      assertThat(ring.getMethod("poll").invoke(it)).isNull();
    }
  }

  @Test
  void aLabelThatIsNotThereIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> Rewriting.of(List.of(SpscRing.class.getName()), Optional.of("Z9"), "plain"))
        .withMessageContaining("no access labelled Z9");
  }
}
