package lab.cli.run;

import java.util.Set;
import lab.cli.command.Lab;
import picocli.CommandLine.Command;

/** {@code lab bench}: {@code run --only=bench}, with JMH's own options passed on. */
@Command(
    name = "bench",
    description = {
      "The benchmarks alone, as run --only=bench.",
      "After -- stand options of JMH: lab bench ID -- -f 5"
    })
public final class BenchCommand extends RunningCommand {
  public BenchCommand(Lab lab) {
    super(lab);
  }

  @Override
  protected Set<String> only() {
    return Set.of("bench");
  }

  @Override
  protected boolean passesOn() {
    return true;
  }
}
