package lab.memorymodel.labels;

import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.MethodModel;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.classfile.instruction.LineNumber;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import lab.memorymodel.AccessMode;
import lab.memorymodel.Instruction;
import lab.memorymodel.Program;

/**
 * The labelled accesses of a real class: a line that ends in {@code // P1} is step P1, and the
 * VarHandle call that the compiler put on that line is its access. Labels come from the source,
 * accesses from the class file, so that neither can be wrong without the other showing it.
 */
public final class StepLabels {
  private static final Pattern LABEL = Pattern.compile("//\\s*([A-Z]+[0-9]+)\\s*$");

  private StepLabels() {}

  /**
   * An access of a real class.
   *
   * @param method the method it is in
   * @param access the VarHandle method that is called, such as {@code getAcquire}
   */
  public record Access(String method, String access) {}

  /**
   * Label to access, in the order of the labels.
   *
   * @param classFile a class compiled with line numbers
   * @param source the source it was compiled from
   * @throws IllegalArgumentException if a label stands twice, on a line without a VarHandle call or
   *     on one with several, or if a VarHandle call has no label
   */
  public static Map<String, Access> of(byte[] classFile, String source) {
    Map<Integer, String> labels = labels(source);
    Map<String, Access> accesses = new TreeMap<>();
    ClassModel model = ClassFile.of().parse(classFile);
    for (MethodModel method : model.methods()) {
      method
          .code()
          .ifPresent(code -> {
            int line = 0;
            for (var element : code) {
              if (element instanceof LineNumber number) {
                line = number.line();
              } else if (element instanceof InvokeInstruction call && isAccess(call)) {
                String label = labels.get(line);
                if (label == null) {
                  throw new IllegalArgumentException(
                      "line %d: %s has no step label".formatted(line, call.name().stringValue()));
                }
                Access access =
                    new Access(method.methodName().stringValue(), call.name().stringValue());
                if (accesses.put(label, access) != null) {
                  throw new IllegalArgumentException("step " + label + " has several accesses");
                }
              }
            }
          });
    }
    labels.forEach((line, label) -> {
      if (!accesses.containsKey(label)) {
        throw new IllegalArgumentException(
            "line %d: step %s has no VarHandle access".formatted(line, label));
      }
    });
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

  /** In a retry loop a weak compare-and-set has the outcomes of the strong one. */
  private static boolean agree(String modelled, Access real) {
    return modelled != null
        && real != null
        && modelled.equals(real.access().replace("weakCompareAndSet", "compareAndSet"));
  }

  private static Map<Integer, String> labels(String source) {
    Map<Integer, String> labels = new TreeMap<>();
    List<String> lines = source.lines().toList();
    for (int i = 0; i < lines.size(); i++) {
      Matcher label = LABEL.matcher(lines.get(i));
      if (label.find()) {
        if (labels.containsValue(label.group(1))) {
          throw new IllegalArgumentException("step " + label.group(1) + " stands twice");
        }
        labels.put(i + 1, label.group(1));
      }
    }
    return labels;
  }

  private static boolean isAccess(InvokeInstruction call) {
    return call.owner().asInternalName().equals("java/lang/invoke/VarHandle");
  }

  private static String name(Instruction instruction) {
    return switch (instruction) {
      case Instruction.Load i -> "get" + suffix(i.mode());
      case Instruction.Store i -> "set" + suffix(i.mode());
      case Instruction.CompareAndExchange i -> "compareAndSet" + atomic(i.mode());
      case Instruction.Exchange i -> "getAndSet" + atomic(i.mode());
      case Instruction.FetchAdd i -> "getAndAdd" + atomic(i.mode());
      case Instruction.Fence i -> i.kind().name().toLowerCase(Locale.ROOT) + "Fence";
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
