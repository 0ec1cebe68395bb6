package lab.memorymodel.litmus.stress;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import lab.memorymodel.AccessMode;
import lab.memorymodel.Instruction;
import lab.memorymodel.Program.ThreadCode;
import lab.memorymodel.litmus.LitmusTest;
import lab.memorymodel.litmus.Shapes;
import lab.memorymodel.litmus.Statement;

/**
 * One generated jcstress test: a shape in one access mode.
 *
 * @param mode one of {@link AccessMode#WORDS}
 * @param variant {@code ""}, or {@code peek} where a location is read once earlier
 * @param test the shape in that mode, with the earlier read if there is one
 */
public record StressCase(String shape, String mode, String variant, LitmusTest test) {
  private static final String PACKAGE = "lab.stress.memory.reordering";

  /** Of the shapes in every mode those that two to four actors can express, in order. */
  public static List<StressCase> all() {
    return Shapes.names().stream().flatMap(shape -> of(shape).stream()).toList();
  }

  /** The tests of one shape, weakest mode first. */
  public static List<StressCase> of(String shape) {
    LitmusTest test = Shapes.named(shape);
    List<StressCase> cases = new ArrayList<>();
    for (String mode : AccessMode.WORDS) {
      LitmusTest inMode = test.withMode(mode);
      cases.add(new StressCase(shape, mode, "", inMode));
      if (mode.equals("plain") && test.info().containsKey("Peek")) {
        cases.add(new StressCase(shape, mode, "peek", peeking(inMode)));
      }
    }
    return cases;
  }

  /** Message passing with a waiting consumer, in every mode: does the wait end? */
  public static List<StressCase> spins() {
    LitmusTest spin = Shapes.named(Shapes.SPINNING_MP);
    return AccessMode.WORDS.stream()
        .map(mode -> new StressCase(Shapes.SPINNING_MP, mode, "", spin.withMode(mode)))
        .toList();
  }

  /** Name of the test class in {@link #packageName}, such as {@code SB_acquireRelease}. */
  public String className() {
    String name = shape.replace("2+2", "TwoPlus2") + "_" + mode;
    return camel(variant.isEmpty() ? name : name + "_" + variant);
  }

  static String packageName() {
    return PACKAGE;
  }

  private static String camel(String text) {
    StringBuilder camel = new StringBuilder();
    for (String part : text.split("-")) {
      boolean first = camel.isEmpty();
      String head = first ? part.substring(0, 1) : part.substring(0, 1).toUpperCase(Locale.ROOT);
      camel.append(head).append(part.substring(1));
    }
    return camel.substring(0, 1).toUpperCase(Locale.ROOT) + camel.substring(1);
  }

  /**
   * The test with a location read once more, before everything else, into a register that nobody
   * observes: what the header's {@code Peek=thread:location} asks for. A compiler may then use the
   * value it already has.
   */
  private static LitmusTest peeking(LitmusTest test) {
    String[] peek = test.info().get("Peek").split(":");
    int thread = Integer.parseInt(peek[0]);
    ThreadCode code = test.program().threads().get(thread);
    int register = code.registers().size();
    Instruction read =
        new Instruction.Load(
            register, Instruction.Cell.at(test.program().cell(peek[1])), AccessMode.PLAIN);
    List<Statement> statements = new ArrayList<>(test.code().get(thread));
    statements.addFirst(new Statement.Do(read));
    return test.withThread(thread, append(code.registers(), "peek.0"), statements);
  }

  private static List<String> append(List<String> list, String last) {
    String[] all = Arrays.copyOf(list.toArray(String[]::new), list.size() + 1);
    all[list.size()] = last;
    return List.of(all);
  }
}
