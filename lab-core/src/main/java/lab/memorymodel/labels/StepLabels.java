package lab.memorymodel.labels;

import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.MethodModel;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.classfile.instruction.LineNumber;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import lab.memorymodel.AccessMode;
import lab.memorymodel.Instruction;
import lab.memorymodel.Program;

/**
 * The labelled accesses of a real class: a line that ends in {@code // P1} is step P1, and the
 * VarHandle call, or the fence, that the compiler put on that line is its access. Labels come from
 * the source, accesses from the class file, so that neither can be wrong without the other showing
 * it. A labelled line without such a call is a step of plain code, which is not listed here.
 */
public final class StepLabels {
  private static final Pattern ACCESS =
      Pattern.compile("(get|set|compareAnd|weakCompareAnd).*|.*Fence");

  private static final String VAR_HANDLE = "java/lang/invoke/VarHandle";
  private static final String HEAVY_OWNER = "lab/host/Membarrier";

  /** The fence of all threads. */
  static final String HEAVY = "everywhere";

  private StepLabels() {}

  /**
   * An access of a real class.
   *
   * @param method the method it is in
   * @param access the VarHandle method that is called, such as {@code getAcquire}
   */
  public record Access(String method, String access) {}

  /**
   * Every labelled access, in the order of the byte code. A line with two labels is two steps.
   *
   * @param classFile a class compiled with line numbers
   * @param source the source it was compiled from
   * @throws IllegalArgumentException if an access has no label, if a label stands for different
   *     accesses, or alone on a line
   */
  public static List<Step> steps(byte[] classFile, String source) {
    SourceLabels labels = new SourceLabels(source);
    List<Step> steps = new ArrayList<>();
    ClassModel model = ClassFile.of().parse(classFile);
    for (MethodModel method : model.methods()) {
      method
          .code()
          .ifPresent(code -> {
            int line = 0;
            int occurrence = 0;
            for (var element : code) {
              if (element instanceof LineNumber number) {
                line = number.line();
              } else if (element instanceof InvokeInstruction call && isAccess(call)) {
                String access = call.name().stringValue();
                if (labels.at(line).isEmpty()) {
                  throw new IllegalArgumentException(
                      "line %d: %s has no step label".formatted(line, access));
                }
                for (String label : labels.at(line)) {
                  Step step =
                      new Step(
                          label,
                          model.thisClass().asInternalName().replace('/', '.'),
                          method.methodName().stringValue() + method.methodType().stringValue(),
                          occurrence,
                          access,
                          line,
                          labels.comment(line));
                  check(steps, step);
                  steps.add(step);
                }
                occurrence++;
              }
            }
          });
    }
    return steps;
  }

  private static void check(List<Step> before, Step step) {
    for (Step other : before) {
      if (other.label().equals(step.label()) && !same(other.access(), step.access())) {
        throw new IllegalArgumentException(
            "step %s stands twice, for %s and for %s"
                .formatted(step.label(), other.access(), step.access()));
      }
    }
  }

  /**
   * Label to access, in the order of the labels; of a step that stands several times, the first.
   *
   * @throws IllegalArgumentException as {@link #steps} does
   */
  public static Map<String, Access> of(byte[] classFile, String source) {
    Map<String, Access> accesses = new TreeMap<>();
    for (Step step : steps(classFile, source)) {
      accesses.putIfAbsent(step.label(), new Access(step.methodName(), step.access()));
    }
    return accesses;
  }

  /**
   * The labelled accesses of a program, named as {@link Access#access} is. A label that stands in
   * several threads must mean the same access in each.
   */
  public static Map<String, String> of(Program program) {
    Map<String, String> accesses = new TreeMap<>();
    for (Program.ThreadCode thread : program.threads()) {
      for (Program.Line line : thread.lines()) {
        line.label()
            .ifPresent(label -> {
              String access = name(line.instruction());
              String before = accesses.put(label, access);
              if (before != null && !before.equals(access)) {
                throw new IllegalArgumentException(
                    "step %s is %s and %s in %s".formatted(label, before, access, program.name()));
              }
            });
      }
    }
    return accesses;
  }

  /** What program and class disagree about, one line each; empty if nothing has drifted. */
  public static List<String> drift(Program program, Map<String, Access> real) {
    Map<String, String> modelled = of(program);
    Map<String, String> all = new TreeMap<>(modelled);
    real.forEach((label, access) -> all.putIfAbsent(label, ""));
    return all.keySet().stream()
        .filter(label -> !agree(modelled.get(label), real.get(label)))
        .map(label ->
            "%s: the program has %s, the class %s"
                .formatted(
                    label,
                    modelled.getOrDefault(label, "no such step"),
                    real.containsKey(label) ? real.get(label).access() : "no such step"))
        .collect(Collectors.toList());
  }

  private static boolean agree(String modelled, Access real) {
    return modelled != null && real != null && same(modelled, real.access());
  }

  /**
   * Whether two accesses order the same. In a retry loop a weak compare-and-set has the outcomes of
   * the strong one; a full fence may be one's own or everybody's.
   */
  static boolean same(String one, String other) {
    return plainName(one).equals(plainName(other));
  }

  private static String plainName(String access) {
    return access.equals(HEAVY) || access.equals("heavyFence")
        ? "fullFence"
        : access.replace("weakCompareAndSet", "compareAndSet");
  }

  /** Whether the call is an access of memory or a fence that can be weakened. */
  static boolean isAccess(InvokeInstruction call) {
    String name = call.name().stringValue();
    return switch (call.owner().asInternalName()) {
      case VAR_HANDLE -> ACCESS.matcher(name).matches();
      case HEAVY_OWNER -> name.equals(HEAVY);
      default -> false;
    };
  }

  /** An instruction named as the method of VarHandle that it stands for. */
  public static String name(Instruction instruction) {
    return switch (instruction) {
      case Instruction.Load i -> "get" + suffix(i.mode());
      case Instruction.Store i -> "set" + suffix(i.mode());
      case Instruction.CompareAndExchange i -> "compareAndSet" + atomic(i.mode());
      case Instruction.Exchange i -> "getAndSet" + atomic(i.mode());
      case Instruction.FetchAdd i -> "getAndAdd" + atomic(i.mode());
      case Instruction.Fence i ->
          switch (i.kind()) {
            case FULL -> "fullFence";
            case HEAVY -> HEAVY;
            case ACQUIRE -> "acquireFence";
            case RELEASE -> "releaseFence";
          };
      default -> instruction.getClass().getSimpleName();
    };
  }

  /** Read-modify-writes are volatile where their name says nothing. */
  private static String atomic(AccessMode mode) {
    return switch (mode) {
      case PLAIN -> "Plain";
      case VOLATILE -> "";
      default -> suffix(mode);
    };
  }

  private static String suffix(AccessMode mode) {
    return switch (mode) {
      case PLAIN -> "";
      case OPAQUE -> "Opaque";
      case ACQUIRE -> "Acquire";
      case RELEASE -> "Release";
      case ACQUIRE_RELEASE -> "AcquireRelease";
      case VOLATILE -> "Volatile";
    };
  }
}
