package lab.cli.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import lab.cli.ExitCode;
import lab.cli.Lab;
import lab.input.BadInput;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code lab run}: the real code on this machine, beside what the model says. */
@Command(
    name = "run",
    description = {
      "Run the real code on this machine and hold it against what the model says.",
      "Exit code: 0 as predicted, 3 contradicted, 4 not measurable here or not decided."
    })
public final class RunCommand extends RunningCommand {
  @Option(
      names = "--only",
      split = ",",
      paramLabel = "KIND",
      description = "Ask only this way: stress, bench, live, fact.")
  private List<String> only = new ArrayList<>();

  @Option(names = "--orderings", description = "Weaken each ordering in turn (comes later).")
  private boolean orderings;

  public RunCommand(Lab lab) {
    super(lab);
  }

  @Override
  protected ExitCode run() {
    if (orderings) {
      throw new BadInput("--orderings comes in a later version");
    }
    return super.run();
  }

  @Override
  protected Set<String> only() {
    return Selection.only(only);
  }

  @Override
  protected boolean passesOn() {
    return false;
  }
}
