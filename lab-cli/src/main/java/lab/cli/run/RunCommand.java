package lab.cli.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import lab.cli.ask.Budget;
import lab.cli.ask.Selection;
import lab.cli.command.ExitCode;
import lab.cli.command.Lab;
import lab.cli.orderings.OrderingModel;
import lab.cli.orderings.OrderingsInquiry;
import lab.input.BadInput;
import lab.room.Room;
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

  @Option(
      names = "--orderings",
      description = {
        "Rewrite the classes that ship, one labelled access weakened at a time, and run the",
        "stress tests of the class: what notices?"
      })
  private boolean orderings;

  public RunCommand(Lab lab) {
    super(lab);
  }

  @Override
  public ExitCode run() {
    if (!orderings) {
      return super.run();
    }
    if (!only.isEmpty()) {
      throw new BadInput("--orderings asks by stress tests; leave --only out");
    }
    if (options().settings().given()) {
      throw new BadInput("--orderings takes the classes as they ship: no settings");
    }
    refusePassedOn();
    List<Room> rooms =
        OrderingModel.rooms(lab().rooms(options().ids("run", passedOn())), options().named());
    Budget budget = options().budget();
    return run(rooms.stream().map(room -> OrderingsInquiry.of(room, budget)).toList(), List.of());
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
