package lab.memorymodel.litmus.stress;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import lab.memorymodel.Program;
import lab.memorymodel.Program.SharedCell;
import lab.memorymodel.litmus.LitmusTest;
import lab.memorymodel.litmus.Observed;
import lab.memorymodel.litmus.Statement;

/**
 * The source of a jcstress test class.
 *
 * <p>Every location is a field of one object, reached through two references. The actors read both
 * references, jcstress's result and the object's {@code trap} before anything else: null checks are
 * then behind them, and no check holds a later access in its place. Results go into the fields of
 * jcstress's own padded result, never into an array, whose aliasing would keep the compiler from
 * using a value twice.
 */
final class TestSource {
  private final StressCase stress;
  private final LitmusTest test;
  private final Program program;
  private final StringBuilder out = new StringBuilder();

  private TestSource(StressCase stress) {
    this.stress = stress;
    this.test = stress.test();
    this.program = test.program();
  }

  /** A test that counts outcomes. */
  static String ofOutcomes(StressCase stress, List<ShapeOutcome> outcomes) {
    TestSource source = new TestSource(stress);
    source.head("@JCStressTest", outcomes);
    for (int t = 0; t < source.program.threads().size(); t++) {
      source.actor(t);
    }
    source.arbiter();
    source.out.append("}\n");
    return source.out.toString();
  }

  /** A test of whether the thread that waits comes to an end; the other thread is the signal. */
  static String ofSpin(StressCase stress, List<ShapeOutcome> outcomes) {
    TestSource source = new TestSource(stress);
    source.head("@JCStressTest(Mode.Termination)", outcomes);
    for (int t = 0; t < source.program.threads().size(); t++) {
      List<Statement> code = source.test.code().get(t);
      boolean waits = code.stream().anyMatch(s -> s instanceof Statement.While);
      source.method(waits ? "@Actor" : "@Signal", waits ? "actor" : "signal", "", t, List.of());
    }
    source.out.append("}\n");
    return source.out.toString();
  }

  private void head(String annotation, List<ShapeOutcome> outcomes) {
    out.append(
        """
        package %s;

        import java.lang.invoke.MethodHandles;
        import java.lang.invoke.VarHandle;
        import org.openjdk.jcstress.annotations.*;
        import org.openjdk.jcstress.infra.results.*;

        /**
         * %s
         *
         * <p>Made by the build from the shape %s in mode %s; what the models allow is theirs to say.
         */
        %s
        @Description("%s")
        """
            .formatted(
                StressCase.packageName(),
                text(test.text()).replaceFirst("(?<![.?!])$", "."),
                stress.shape(),
                stress.mode(),
                annotation,
                text(test.text())));
    for (ShapeOutcome o : outcomes) {
      out.append(
          "@Outcome(id = \"%s\", expect = Expect.%s, desc = \"%s; %s\")\n"
              .formatted(o.id(), o.expect(), text(o.meaning()), o.verdict()));
    }
    out.append(
        "@Outcome(expect = Expect.FORBIDDEN, desc = \"none of sc, tso, java allows this\")\n");
    out.append("@State\n");
    out.append("public class ").append(stress.className()).append(" {\n");
    out.append("  static final class Cells {\n");
    for (SharedCell cell : program.cells()) {
      out.append("    int %s = %d;\n".formatted(cell.name(), cell.initial()));
    }
    out.append("    int trap;\n  }\n\n");
    if (!stress.mode().equals("plain")) {
      handles();
    }
    out.append("  private final Cells a = new Cells();\n  private final Cells b = a;\n");
  }

  private void handles() {
    for (SharedCell cell : program.cells()) {
      out.append(
          "  private static final VarHandle %s;\n".formatted(ActorSource.handle(cell.name())));
    }
    out.append(
        "\n  static {\n    try {\n      MethodHandles.Lookup lookup = MethodHandles.lookup();\n");
    for (SharedCell cell : program.cells()) {
      out.append(
          "      %s = lookup.findVarHandle(Cells.class, \"%s\", int.class);\n"
              .formatted(ActorSource.handle(cell.name()), cell.name()));
    }
    out.append("    } catch (ReflectiveOperationException e) {\n");
    out.append("      throw new ExceptionInInitializerError(e);\n    }\n  }\n\n");
  }

  private void actor(int thread) {
    List<String> results = new ArrayList<>();
    for (int c = 0; c < test.observed().size(); c++) {
      if (test.observed().get(c) instanceof Observed.Register o && o.thread() == thread) {
        results.add("    r.r%d = %s;\n".formatted(c + 1, o.name()));
      }
    }
    method(
        "@Actor",
        "actor" + (thread + 1),
        results.isEmpty() ? "" : resultType() + " r",
        thread,
        results);
  }

  private void method(
      String annotation, String name, String parameter, int thread, List<String> results) {
    out.append("\n  %s\n  public void %s(%s) {\n".formatted(annotation, name, parameter));
    ActorSource code = ActorSource.of(program, thread, test.code().get(thread));
    String second = code.usesSecond() ? "    Cells b = this.b;\n" : "";
    out.append("    Cells a = this.a;\n").append(second);
    if (!parameter.isEmpty()) {
      out.append("    int trap = r.jcstress_trap;\n");
    }
    out.append("    a.trap = 0;\n").append(code.usesSecond() ? "    b.trap = 0;\n" : "");
    List<String> registers = program.threads().get(thread).registers();
    String locals =
        registers.stream().map(r -> r.replace('.', '_') + " = 0").collect(Collectors.joining(", "));
    if (!locals.isEmpty()) {
      out.append("    int ").append(locals).append(";\n");
    }
    out.append(code.text());
    results.forEach(out::append);
    out.append("  }\n");
  }

  /** What is in memory at the end is read when both actors are done. */
  private void arbiter() {
    List<String> reads = new ArrayList<>();
    for (int c = 0; c < test.observed().size(); c++) {
      if (test.observed().get(c) instanceof Observed.Location o) {
        reads.add("    r.r%d = a.%s;\n".formatted(c + 1, o.name()));
      }
    }
    if (!reads.isEmpty()) {
      out.append("\n  @Arbiter\n  public void arbiter(%s r) {\n".formatted(resultType()));
      reads.forEach(out::append);
      out.append("  }\n");
    }
  }

  private String resultType() {
    return "I".repeat(test.observed().size()) + "_Result";
  }

  /** Fit for a string of Java and for a comment. */
  private static String text(String text) {
    return text.replace("\\", "\\\\").replace("\"", "\\\"").replace("*/", "* /");
  }
}
