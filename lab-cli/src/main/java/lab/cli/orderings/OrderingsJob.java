package lab.cli.orderings;

import java.util.List;
import lab.cli.ask.TestsOfClass;
import lab.memorymodel.labels.Step;

/** One access in one weaker mode, and the tests that are to notice. */
public record OrderingsJob(
    String realClass, Step step, String mode, List<TestsOfClass.Test> tests) {
  public String title() {
    String name = realClass.substring(realClass.lastIndexOf('.') + 1);
    return "%s %s %s -> %s".formatted(name, step.label(), step.access(), mode);
  }
}
