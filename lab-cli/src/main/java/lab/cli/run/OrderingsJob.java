package lab.cli.run;

import java.util.List;
import lab.memorymodel.labels.Step;

/** One access in one weaker mode, and the tests that are to notice. */
record OrderingsJob(String realClass, Step step, String mode, List<TestsOfClass.Test> tests) {
  String title() {
    String name = realClass.substring(realClass.lastIndexOf('.') + 1);
    return "%s %s %s -> %s".formatted(name, step.label(), step.access(), mode);
  }
}
