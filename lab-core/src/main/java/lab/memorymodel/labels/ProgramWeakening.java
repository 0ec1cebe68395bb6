package lab.memorymodel.labels;

import java.util.ArrayList;
import java.util.List;
import lab.memorymodel.AccessMode;
import lab.memorymodel.FenceKind;
import lab.memorymodel.Instruction;
import lab.memorymodel.Instruction.Fence;
import lab.memorymodel.Program;
import lab.memorymodel.Program.Line;

/** Programs with one labelled access weaker than it is. */
public final class ProgramWeakening {
  private ProgramWeakening() {}

  /** The labels of a program, in the order of its lines. */
  public static List<String> labels(Program program) {
    return program.threads().stream()
        .flatMap(t -> t.lines().stream())
        .flatMap(l -> l.label().stream())
        .distinct()
        .toList();
  }

  /** The instruction that has the label; the first, if several threads share it. */
  public static Instruction labelled(Program program, String label) {
    return program.threads().stream()
        .flatMap(t -> t.lines().stream())
        .filter(l -> l.label().filter(label::equals).isPresent())
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no step " + label))
        .instruction();
  }

  /**
   * The modes weaker than the one that the instruction has, strongest first. A read-modify-write
   * loses one half, then the other, then both; a full fence becomes an acquire and a release fence,
   * then none.
   */
  public static List<String> weaker(Instruction instruction) {
    return switch (instruction) {
      case Instruction.Load i -> weaker(i.mode());
      case Instruction.Store i -> weaker(i.mode());
      case Instruction.CompareAndExchange i -> weakerUpdate(i.mode());
      case Instruction.Exchange i -> weakerUpdate(i.mode());
      case Instruction.FetchAdd i -> weakerUpdate(i.mode());
      case Fence i -> i.kind().full() ? List.of("acquire-release", "none") : List.of("none");
      default -> List.of();
    };
  }

  private static List<String> weaker(AccessMode mode) {
    return switch (mode) {
      case VOLATILE -> List.of("acquire-release", "opaque", "plain");
      case ACQUIRE_RELEASE, ACQUIRE, RELEASE -> List.of("opaque", "plain");
      case OPAQUE -> List.of("plain");
      case PLAIN -> List.of();
    };
  }

  private static List<String> weakerUpdate(AccessMode mode) {
    return switch (mode) {
      case VOLATILE -> List.of("acquire-release", "acquire", "release", "plain");
      case ACQUIRE_RELEASE -> List.of("acquire", "release", "plain");
      case ACQUIRE, RELEASE, OPAQUE -> List.of("plain");
      case PLAIN -> List.of();
    };
  }

  /** The program with every line of that label in the mode; one of {@link #weaker}. */
  public static Program of(Program program, String label, String mode) {
    return new Program(
        program.name(),
        program.cells(),
        program.threads().stream()
            .map(
                t -> new Program.ThreadCode(t.name(), t.registers(), lines(t.lines(), label, mode)))
            .toList());
  }

  /** How the label's access is called in that mode. */
  public static String word(Instruction instruction, String mode) {
    List<Instruction> to = instructions(instruction, mode);
    return to.isEmpty() ? "none" : String.join("+", to.stream().map(StepLabels::name).toList());
  }

  private static List<Line> lines(List<Line> lines, String label, String mode) {
    List<Line> result = new ArrayList<>();
    int[] places = new int[lines.size() + 1];
    for (int i = 0; i < lines.size(); i++) {
      Line line = lines.get(i);
      places[i] = result.size();
      boolean hit = line.label().filter(label::equals).isPresent();
      List<Instruction> to =
          hit ? instructions(line.instruction(), mode) : List.of(line.instruction());
      for (Instruction instruction : to) {
        result.add(new Line(instruction, line.verb(), line.text(), line.label(), line.operation()));
      }
    }
    places[lines.size()] = result.size();
    return result.stream().map(l -> moved(l, places)).toList();
  }

  /** The line with its jumps led to where their targets are now. */
  private static Line moved(Line line, int[] places) {
    Instruction instruction =
        switch (line.instruction()) {
          case Instruction.Branch i -> new Instruction.Branch(i.condition(), places[i.target()]);
          case Instruction.Jump i -> new Instruction.Jump(places[i.target()]);
          case Instruction.Choose i ->
              new Instruction.Choose(
                  i.ways().stream()
                      .map(w ->
                          new Instruction.Choose.Way(
                              w.verb(), w.arg(), w.guard(), places[w.target()], w.otherwise()))
                      .toList());
          default -> line.instruction();
        };
    return new Line(instruction, line.verb(), line.text(), line.label(), line.operation());
  }

  private static List<Instruction> instructions(Instruction instruction, String mode) {
    return switch (instruction) {
      case Instruction.Load i ->
          List.of(new Instruction.Load(i.register(), i.cell(), AccessMode.ofLoad(mode)));
      case Instruction.Store i ->
          List.of(new Instruction.Store(i.cell(), i.value(), AccessMode.ofStore(mode)));
      case Instruction.CompareAndExchange i ->
          List.of(
              new Instruction.CompareAndExchange(
                  i.register(),
                  i.succeeded(),
                  i.cell(),
                  i.expected(),
                  i.update(),
                  update(mode),
                  i.weak()));
      case Instruction.Exchange i ->
          List.of(new Instruction.Exchange(i.register(), i.cell(), i.value(), update(mode)));
      case Instruction.FetchAdd i ->
          List.of(new Instruction.FetchAdd(i.register(), i.cell(), i.delta(), update(mode)));
      case Fence i ->
          mode.equals("none")
              ? List.of()
              : List.of(new Fence(FenceKind.RELEASE), new Fence(FenceKind.ACQUIRE));
      default -> throw new IllegalArgumentException(instruction + " is no access");
    };
  }

  private static AccessMode update(String mode) {
    return switch (mode) {
      case "acquire" -> AccessMode.ACQUIRE;
      case "release" -> AccessMode.RELEASE;
      default -> AccessMode.ofReadModifyWrite(mode);
    };
  }
}
