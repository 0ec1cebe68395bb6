package lab.cli.ask;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.classfile.Attributes;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.constantpool.ClassEntry;
import java.lang.classfile.constantpool.PoolEntry;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import lab.room.Evidence;
import lab.room.Outcome;
import lab.room.Room;
import lab.room.Settings;
import lab.room.Stress;
import lab.room.StressTest;

/** Which stress tests of a room can notice something in a shipped class. */
public final class TestsOfClass {
  /** Classes are followed only so far: what is not ours refers to nothing of ours. */
  private static final List<String> OURS = List.of("lab/stress/", "lab/concurrent/");

  private TestsOfClass() {}

  /** A test and the evidence that it belongs to. */
  public record Test(Stress stress, StressTest test) {}

  /**
   * The tests that use the class as it ships, directly or through others of ours, and whose bad
   * outcomes no model allows: where they are allowed anyway, seeing one means nothing. No broken
   * twin: it fails however the class is ordered.
   */
  public static List<Test> of(Room room, String realClass) {
    List<Test> tests = new ArrayList<>();
    for (Evidence evidence : room.evidence()) {
      if (evidence instanceof Stress stress) {
        for (StressTest test : stress.cases()) {
          Settings under = room.controls().with(room.controls().defaults(), test.settings());
          boolean telling =
              test.weakening().isEmpty()
                  && !test.twin()
                  && test.outcomes().stream().anyMatch(Outcome::violation)
                  && test.outcomes().stream()
                      .filter(Outcome::violation)
                      .allMatch(o -> room.models().allowing(o, under).isEmpty());
          if (telling && refersTo(test.name(), realClass)) {
            tests.add(new Test(stress, test));
          }
        }
      }
    }
    return tests;
  }

  /** Whether a class's code leads to the other, through classes of ours. */
  public static boolean refersTo(String from, String to) {
    String wanted = to.replace('.', '/');
    Set<String> seen = new HashSet<>();
    Deque<String> left = new ArrayDeque<>(List.of(from.replace('.', '/')));
    while (!left.isEmpty()) {
      String name = left.remove();
      if (name.equals(wanted)) {
        return true;
      }
      if (seen.add(name) && OURS.stream().anyMatch(name::startsWith)) {
        left.addAll(references(name));
      }
    }
    return false;
  }

  private static List<String> references(String internalName) {
    String file = internalName + ".class";
    try (InputStream in = TestsOfClass.class.getClassLoader().getResourceAsStream(file)) {
      if (in == null) {
        return List.of();
      }
      List<String> names = new ArrayList<>();
      ClassModel model = ClassFile.of().parse(in.readAllBytes());
      for (PoolEntry entry : model.constantPool()) {
        if (entry instanceof ClassEntry type) {
          names.add(type.asInternalName());
        }
      }
      // A sealed interface names its implementations without using any.
      model
          .findAttribute(Attributes.permittedSubclasses())
          .ifPresent(p -> p.permittedSubclasses().forEach(c -> names.remove(c.asInternalName())));
      return names;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + internalName, e);
    }
  }
}
