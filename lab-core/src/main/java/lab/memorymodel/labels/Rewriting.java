package lab.memorymodel.labels;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeElement;
import java.lang.classfile.CodeTransform;
import java.lang.classfile.Label;
import java.lang.classfile.MethodModel;
import java.lang.classfile.Opcode;
import java.lang.classfile.instruction.BranchInstruction;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.classfile.instruction.LabelTarget;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Shipped classes with other access modes: the calls of VarHandle's methods in their byte code are
 * replaced by calls of the twins in the mode asked for, everything else stays byte for byte the
 * code that ships. Ahead of the originals on a class path the rewritten classes take their place.
 *
 * <p>Read-modify-writes stay atomic. A compare-and-set becomes a weak one only where it is tried
 * again in a loop, for a weak one may fail for no reason.
 *
 * @param classes binary name to class file, of those classes in which something changed
 * @param changes what was replaced
 * @param refused what has no twin in that mode, and so stayed as it is
 */
public record Rewriting(Map<String, byte[]> classes, List<Change> changes, List<Refusal> refused) {
  private static final ClassDesc VAR_HANDLE = ClassDesc.of("java.lang.invoke.VarHandle");
  private static final MethodTypeDesc FENCE = MethodTypeDesc.of(ConstantDescs.CD_void);

  public Rewriting {
    classes = Map.copyOf(classes);
    changes = List.copyOf(changes);
    refused = List.copyOf(refused);
  }

  /** An access that is another one now. */
  public record Change(Step step, String to) {
    /** {@code SpscRing P3: setRelease is setOpaque}. */
    @Override
    public String toString() {
      return "%s %s: %s is %s".formatted(simple(step.owner()), step.label(), step.access(), to);
    }
  }

  /** An access that stayed as it is. */
  public record Refusal(Step step, String reason) {
    @Override
    public String toString() {
      return "%s %s: %s stays: %s"
          .formatted(simple(step.owner()), step.label(), step.access(), reason);
    }
  }

  private static String simple(String binaryName) {
    return binaryName.substring(binaryName.lastIndexOf('.') + 1);
  }

  /**
   * Rewrites classes and those nested in them.
   *
   * @param realClasses binary names
   * @param label the one labelled access that is rewritten; empty: all
   * @param mode as in {@code lab.room.Weakening}; also {@code acquire} and {@code release}
   * @throws IllegalArgumentException if there is no access of that label
   * @throws IllegalStateException if the result does not verify
   */
  public static Rewriting of(List<String> realClasses, Optional<String> label, String mode) {
    List<Change> changes = new ArrayList<>();
    List<Refusal> refused = new ArrayList<>();
    Map<String, byte[]> classes = new TreeMap<>();
    for (String realClass : realClasses) {
      List<Step> steps =
          ShippedSteps.of(realClass).stream()
              .filter(s -> label.isEmpty() || label.get().equals(s.label()))
              .toList();
      if (steps.isEmpty()) {
        throw new IllegalArgumentException(
            "%s has no access%s".formatted(realClass, label.map(l -> " labelled " + l).orElse("")));
      }
      for (String owner : steps.stream().map(Step::owner).distinct().toList()) {
        Map<String, Twin> twins = new TreeMap<>();
        ClassModel model = ClassFile.of().parse(ShippedSteps.classFile(owner));
        for (Step step : steps) {
          if (step.owner().equals(owner)) {
            plan(model, step, mode, twins, changes, refused);
          }
        }
        if (!twins.isEmpty()) {
          classes.put(owner, rewrite(model, twins));
        }
      }
    }
    return new Rewriting(classes, changes, refused);
  }

  private static void plan(
      ClassModel model,
      Step step,
      String mode,
      Map<String, Twin> twins,
      List<Change> changes,
      List<Refusal> refused) {
    Twin twin = Twin.of(step.access(), mode, retried(model, step));
    if (twin.refusal().isPresent()) {
      refused.add(new Refusal(step, twin.refusal().get()));
    } else if (!twin.calls().equals(List.of(step.access()))) {
      changes.add(new Change(step, twin.word()));
      twins.put(step.method() + step.occurrence(), twin);
    }
  }

  /** Whether a jump backwards leads from behind the access to before it. */
  private static boolean retried(ClassModel model, Step step) {
    for (MethodModel method : model.methods()) {
      if (!name(method).equals(step.method())) {
        continue;
      }
      List<CodeElement> code = method.code().orElseThrow().elementList();
      Map<Label, Integer> places = new LinkedHashMap<>();
      int left = step.occurrence();
      int at = -1;
      for (int i = 0; i < code.size(); i++) {
        if (code.get(i) instanceof LabelTarget target) {
          places.put(target.label(), i);
        } else if (code.get(i) instanceof InvokeInstruction call && StepLabels.isAccess(call)) {
          at = left-- == 0 ? i : at;
        } else if (code.get(i) instanceof BranchInstruction jump && at >= 0) {
          Integer to = places.get(jump.target());
          if (to != null && to <= at) {
            return true;
          }
        }
      }
    }
    return false;
  }

  private static String name(MethodModel method) {
    return method.methodName().stringValue() + method.methodType().stringValue();
  }

  private static byte[] rewrite(ClassModel model, Map<String, Twin> twins) {
    ClassTransform transform =
        (builder, element) -> {
          if (element instanceof MethodModel method) {
            builder.transformMethod(
                method,
                (inner, part) -> {
                  if (part instanceof java.lang.classfile.CodeModel code) {
                    inner.transformCode(code, calls(name(method), twins));
                  } else {
                    inner.with(part);
                  }
                });
          } else {
            builder.with(element);
          }
        };
    byte[] rewritten = ClassFile.of().transformClass(model, transform);
    List<VerifyError> errors = ClassFile.of().verify(rewritten);
    if (!errors.isEmpty()) {
      throw new IllegalStateException(
          "%s does not verify: %s"
              .formatted(model.thisClass().asInternalName(), errors.getFirst().getMessage()));
    }
    return rewritten;
  }

  private static CodeTransform calls(String method, Map<String, Twin> twins) {
    int[] occurrence = {0};
    return (builder, element) -> {
      if (element instanceof InvokeInstruction call && StepLabels.isAccess(call)) {
        Twin twin = twins.get(method + occurrence[0]++);
        if (twin != null) {
          replace(builder, call, twin);
          return;
        }
      }
      builder.with(element);
    };
  }

  private static void replace(CodeBuilder builder, InvokeInstruction call, Twin twin) {
    for (String name : twin.calls()) {
      if (call.opcode() == Opcode.INVOKESTATIC) {
        builder.invokestatic(VAR_HANDLE, name, FENCE);
      } else {
        builder.invokevirtual(VAR_HANDLE, name, call.typeSymbol());
      }
    }
  }

  /** Writes the class files into a folder that can stand on a class path. */
  public void write(Path folder) {
    classes.forEach((name, bytes) -> {
      Path file = folder.resolve(name.replace('.', '/') + ".class");
      try {
        Files.createDirectories(file.getParent());
        Files.write(file, bytes);
      } catch (IOException e) {
        throw new UncheckedIOException("cannot write the rewritten " + name, e);
      }
    });
  }
}
