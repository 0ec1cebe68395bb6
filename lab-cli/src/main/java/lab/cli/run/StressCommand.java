package lab.cli.run;

import java.util.Set;
import lab.cli.command.Lab;
import picocli.CommandLine.Command;

/** {@code lab stress}: {@code run --only=stress}, with jcstress's own options passed on. */
@Command(
    name = "stress",
    description = {
      "The stress tests alone, as run --only=stress.",
      "After -- stand options of jcstress; its whole harness then runs: lab stress ID -- -m quick"
    })
public final class StressCommand extends RunningCommand {
  public StressCommand(Lab lab) {
    super(lab);
  }

  @Override
  protected Set<String> only() {
    return Set.of("stress");
  }

  @Override
  protected boolean passesOn() {
    return true;
  }
}
