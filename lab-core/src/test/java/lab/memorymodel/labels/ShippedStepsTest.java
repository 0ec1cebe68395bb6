package lab.memorymodel.labels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.instruction.InvokeInstruction;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import lab.concurrent.reclaim.EpochDomain;
import lab.concurrent.ring.SpscRing;
import lab.concurrent.stack.TaggedStack;
import org.junit.jupiter.api.Test;

/** No access in {@code lab.concurrent} stays unexplained. */
class ShippedStepsTest {
  private static final Path CLASSES = Path.of("target/classes");
  private static final Path SOURCES = Path.of("src/main/java");

  private record Site(String owner, String method, int occurrence) {}

  private static List<Site> sites(Path file) throws IOException {
    List<Site> sites = new ArrayList<>();
    ClassModel model = ClassFile.of().parse(Files.readAllBytes(file));
    model
        .methods()
        .forEach(m ->
            m.code()
                .ifPresent(code -> {
                  int n = 0;
                  for (var element : code) {
                    boolean handle =
                        element instanceof InvokeInstruction call
                            && List.of("java/lang/invoke/VarHandle", "lab/host/Membarrier")
                                .contains(call.owner().asInternalName())
                            && !call.name().stringValue().equals("missing");
                    if (handle) {
                      sites.add(
                          new Site(
                              model.thisClass().asInternalName().replace('/', '.'),
                              m.methodName().stringValue() + m.methodType().stringValue(),
                              n++));
                    }
                  }
                }));
    return sites;
  }

  @Test
  void everyAccessThatShipsHasALabelAndAReason() throws IOException {
    List<Path> files;
    try (Stream<Path> found = Files.walk(CLASSES.resolve("lab/concurrent"))) {
      files = found.filter(f -> f.toString().endsWith(".class")).toList();
    }
    List<Site> all = new ArrayList<>();
    List<String> silent = new ArrayList<>();
    for (Path file : files) {
      String name = CLASSES.relativize(file).toString().replace('/', '.').replace(".class", "");
      List<Step> steps = ShippedSteps.of(name);
      List<Site> sites = sites(file);
      assertThat(steps.stream().filter(s -> s.owner().equals(name)))
          .as(name)
          .map(s -> new Site(s.owner(), s.method(), s.occurrence()))
          .containsAll(sites);
      all.addAll(sites);
      steps.stream()
          .filter(s -> s.comment().isBlank())
          .forEach(s -> silent.add(s.owner() + " " + s.label() + " line " + s.line()));
    }
    assertThat(all).hasSizeGreaterThan(60);
    assertThat(silent).as("accesses whose line has no comment").isEmpty();
  }

  @Test
  void theResourceIsWhatTheClassesSay() throws IOException {
    List<String> faults = new ArrayList<>();
    List<Step> fresh = ShippedSteps.all(CLASSES, SOURCES, faults).get(SpscRing.class.getName());
    assertThat(faults).isEmpty();
    assertThat(ShippedSteps.of(SpscRing.class.getName())).isEqualTo(fresh);
    assertThat(ShippedSteps.of("lab.concurrent.Nothing")).isEmpty();
  }

  @Test
  void commentsGoWithTheirSteps() {
    assertThat(step(TaggedStack.class, "P1").comment()).startsWith("Acquire:");
    // Its statement begins two lines above the access.
    assertThat(step(SpscRing.class, "F1").comment())
        .isEqualTo("Acquire: pairs with the releases at C3 and D4.");
    assertThat(step(SpscRing.class, "S2").comment())
        .isEqualTo(step(SpscRing.class, "S1").comment())
        .isNotBlank();
  }

  /** One step, done in one of two ways. */
  @Test
  void aFenceOfAllIsAFullFence() {
    assertThat(ShippedSteps.of(EpochDomain.class.getName()))
        .filteredOn(s -> s.label().equals("W1"))
        .extracting(Step::access)
        .containsExactly("everywhere", "fullFence");
  }

  @Test
  void aLabelThatStandsForTwoThingsIsRefused() throws IOException {
    byte[] bytes = ShippedSteps.classFile(TaggedStack.class.getName());
    String source = Files.readString(SOURCES.resolve("lab/concurrent/stack/TaggedStack.java"));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> StepLabels.steps(bytes, source.replace("// P2", "// P1")))
        .withMessage("step P1 stands twice, for getAcquire and for getOpaque");
    assertThat(StepLabels.steps(bytes, source.replace("// P2", "// P2, Q2: both")))
        .extracting(Step::label)
        .contains("P2", "Q2");
  }

  private static Step step(Class<?> type, String label) {
    return ShippedSteps.of(type.getName()).stream()
        .filter(s -> s.label().equals(label))
        .findFirst()
        .orElseThrow();
  }
}
