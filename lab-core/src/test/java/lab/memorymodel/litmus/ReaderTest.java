package lab.memorymodel.litmus;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import lab.memorymodel.AccessMode;
import lab.memorymodel.Instruction;
import lab.memorymodel.Program.Line;
import lab.memorymodel.Program.SharedCell;
import org.junit.jupiter.api.Test;

/** What becomes of each construct: read, and said again in the program's own words. */
final class ReaderTest {
  @Test
  void headerStringsAndKeys() {
    LitmusTest test =
        LitmusReader.read(
            "f",
            "(* (* nested *) *)\nJava 2+2W // name\n\"two\n  lines\"\nActors=a b\nHash=0=1\n"
                + "{ x=1 } Thread0 { X.set(2); } Thread1 { }");
    assertThat(test.name()).isEqualTo("2+2W");
    assertThat(test.text()).isEqualTo("two lines");
    assertThat(test.info()).containsEntry("Hash", "0=1");
    assertThat(test.program().threads()).extracting(t -> t.name()).containsExactly("a", "b");
    assertThat(test.condition()).isEmpty();
  }

  @Test
  void initialState() {
    LitmusTest test =
        java("{ x=1; int y = -2; atomic_int z; [w]=0x10; 0:X=x; 0:r1=5; int 0:r2=6; }", "");
    assertThat(test.program().cells())
        .containsExactly(
            new SharedCell("x", 1),
            new SharedCell("y", -2),
            new SharedCell("z", 0),
            new SharedCell("w", 16));
    assertThat(texts(test, 0)).containsExactly("r1 = 5", "r2 = 6");
  }

  @Test
  void javaAccesses() {
    assertThat(javaTexts("X.set(1); X.setOpaque(2); X.setRelease(3); X.setVolatile(4);"))
        .containsExactly("x = 1", "x.setOpaque(2)", "x.setRelease(3)", "x.setVolatile(4)");
    assertThat(
            javaTexts("a = X.get(); a = X.getOpaque(); a = X.getAcquire(); a = X.getVolatile();"))
        .containsExactly("a = x", "a = x.getOpaque()", "a = x.getAcquire()", "a = x.getVolatile()");
    assertThat(
            javaTexts(
                "a = X.compareAndExchange(0,1); a = X.compareAndExchangeAcquire(0,1);"
                    + " a = X.compareAndExchangeRelease(0,1); b = X.getAndAdd(a);"
                    + " b = X.getAndSetAcquire(a); X.getAndAddRelease(1);"))
        .containsExactly(
            "a = x.compareAndExchange(0, 1)",
            "a = x.compareAndExchangeAcquire(0, 1)",
            "a = x.compareAndExchangeRelease(0, 1)",
            "b = x.getAndAdd(a)",
            "b = x.getAndSetAcquire(a)",
            "tmp.0 = x.getAndAddRelease(1)");
    assertThat(javaTexts("fullFence(); acquireFence(); VarHandle.releaseFence();"))
        .containsExactly("fullFence()", "acquireFence()", "releaseFence()");
  }

  @Test
  void anUpdateThatReadsItsOwnTargetKeepsItsValueApart() {
    assertThat(javaTexts("int a = 3; a = X.getAndAdd(a);"))
        .containsExactly("a = 3", "tmp.0 = x.getAndAdd(a)", "a = tmp.0");
  }

  @Test
  void expressionsBindAsInJavaAndC() {
    assertThat(javaTexts("int a = 1; a = a + 2 - 1 == 2 & 1; a = !a; a = -a; a = a < 1 || a > 2;"))
        .containsExactly(
            "a = 1",
            "a = (((a + 2) - 1) == 2) & 1",
            "a = a == 0",
            "a = 0 - a",
            "a = (a < 1) | (a > 2)");
    assertThat(javaTexts("int a = X.get() + Y.get() + 1;"))
        .containsExactly("tmp.0 = x", "tmp.1 = y", "a = (tmp.0 + tmp.1) + 1");
  }

  @Test
  void branchesAndLoopsBecomeJumps() {
    assertThat(javaTexts("if (X.get() == 1) Y.set(1); else { Y.set(2); } Y.set(3);"))
        .containsExactly(
            "tmp.0 = x", "if (tmp.0 != 1) goto 4", "y = 1", "goto 5", "y = 2", "y = 3");
    assertThat(javaTexts("while (X.get() == 0) ; Y.set(3);"))
        .containsExactly("tmp.0 = x", "if (tmp.0 == 0) goto 0", "y = 3");
    assertThat(javaTexts("int a = 0; while (a < 2) { a = X.get(); } Y.set(3);"))
        .containsExactly("a = 0", "if (a >= 2) goto 4", "a = x", "goto 1", "y = 3");
  }

  @Test
  void cOrdersBecomeModes() {
    LitmusTest test =
        LitmusReader.read(
            "f",
            """
            C all
            { }
            P0 (atomic_int* x) {
              int r = atomic_load_explicit(x, memory_order_acquire);
              atomic_store_explicit(x, r, memory_order_release);
              r = atomic_exchange_explicit(x, 1, memory_order_acq_rel);
              r = atomic_fetch_add_explicit(x, 1, memory_order_seq_cst);
              if (*x == 1) { *x = 2; }
              atomic_thread_fence(memory_order_acq_rel);
            }
            """);
    assertThat(texts(test, 0))
        .containsExactly(
            "r = x.getAcquire()",
            "x.setRelease(r)",
            "r = x.getAndSetAcquireRelease(1)",
            "r = x.getAndAdd(1)",
            "tmp.0 = x",
            "if (tmp.0 != 1) goto 7",
            "x = 2",
            "acquireFence()",
            "releaseFence()");
  }

  @Test
  void x86InstructionsKeepTheirTextAndAreOpaqueOrVolatile() {
    LitmusTest test =
        LitmusReader.read(
            "f", "X86_64 t\n{ }\nP0 ;\nmovl  $1,(x) ;\nxchgq %rax,(y) ;\nL0: mfence ;\n");
    assertThat(texts(test, 0))
        .containsExactly("movl $1,(x)", "xchgq %rax,(y)", "xchgq %rax,(y)", "mfence");
    List<Line> lines = test.program().threads().getFirst().lines();
    assertThat(((Instruction.Store) lines.get(0).instruction()).mode())
        .isEqualTo(AccessMode.OPAQUE);
    assertThat(((Instruction.Exchange) lines.get(1).instruction()).mode())
        .isEqualTo(AccessMode.VOLATILE);
  }

  @Test
  void columnsAreThoseOfTheLocationsClauseOrAllByName() {
    String init = "{ z=0; a=0; }";
    String body = "int r10 = Z.get(); int r2 = A.get(); int r1 = 0 + Z.get();";
    assertThat(columns(java(init, body))).containsExactly("0:r1", "0:r2", "0:r10", "a", "z");
    LitmusTest clause =
        LitmusReader.read(
            "f", "Java t\n" + init + "Thread0 {" + body + "}\nlocations [z; 0:r2; [a]]");
    assertThat(columns(clause)).containsExactly("z", "0:r2", "a");
  }

  @Test
  void conditionsBindAndBeforeOr() {
    assertThat(holds("exists x=1 \\/ x=0 /\\ y=1")).isFalse();
    assertThat(holds("exists (x=1 \\/ x=0) /\\ y=0")).isTrue();
    assertThat(holds("exists not (x=1 \\/ y<>0)")).isTrue();
    assertThat(holds("exists ~(x=0) \\/ false")).isFalse();
    assertThat(holds("forall (x=1 => y=7)")).isTrue();
    assertThat(holds("~exists true /\\ 0:r=0")).isTrue();
  }

  /** Whether the proposition is true where everything is 0. */
  private static boolean holds(String condition) {
    LitmusTest test =
        LitmusReader.read("f", "Java t\n{ x=0; y=0; } Thread0 { int r; } " + condition);
    assertThat(test.condition().orElseThrow().text()).isEqualTo(condition);
    return test.condition().orElseThrow().proposition().holds(o -> 0);
  }

  private static LitmusTest java(String init, String body) {
    return LitmusReader.read("f", "Java t\n" + init + "\nThread0 {" + body + "}\n");
  }

  private static List<String> javaTexts(String body) {
    return texts(java("{ x=0; y=0; }", body), 0);
  }

  private static List<String> texts(LitmusTest test, int thread) {
    return test.program().threads().get(thread).lines().stream().map(Line::text).toList();
  }

  private static List<String> columns(LitmusTest test) {
    return test.observed().stream().map(Observed::text).toList();
  }
}
