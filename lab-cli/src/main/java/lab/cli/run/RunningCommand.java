package lab.cli.run;

import java.util.List;
import java.util.Set;
import lab.cli.ask.Inquiry;
import lab.cli.ask.Selection;
import lab.cli.command.ExitCode;
import lab.cli.command.Lab;
import lab.cli.command.LabCommand;
import lab.cli.command.SettingsOptions;
import lab.cli.results.Measured;
import lab.cli.results.Results;
import lab.input.BadInput;
import lab.room.Room;
import lab.room.Settings;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** What {@code run}, {@code stress} and {@code bench} do: they differ in what they ask for. */
public abstract class RunningCommand extends LabCommand {
  private static final String DASHES = "--";

  @Mixin private RunOptions options;

  @Spec private CommandSpec spec;

  protected RunningCommand(Lab lab) {
    super(lab);
  }

  /** The kinds of evidence to ask for. */
  protected abstract Set<String> only();

  /** Whether a harness's own options may stand after {@code --}. */
  protected abstract boolean passesOn();

  @Override
  public ExitCode run() {
    refusePassedOn();
    List<String> passedOn = passedOn();
    List<String> ids = options.ids(spec.name(), passedOn);
    Set<String> only = only();
    List<Selection> selections =
        lab().rooms(ids).stream()
            .map(room -> select(room, only))
            .filter(s -> keep(s, ids))
            .toList();
    if (selections.isEmpty()) {
      throw new BadInput("no experiment has evidence of the kind " + String.join(", ", only));
    }
    return run(selections, passedOn);
  }

  final void refusePassedOn() {
    if (!passedOn().isEmpty() && !passesOn()) {
      throw new BadInput(
          "run passes nothing on; lab stress ID -- OPTIONS and lab bench ID -- OPTIONS do");
    }
  }

  /** Says what would run, or runs it. */
  final ExitCode run(List<? extends Inquiry> inquiries, List<String> passedOn) {
    Runs runs = new Runs(console(), options.budget(), passedOn, options.label());
    if (options.dryRun()) {
      return runs.plan(inquiries);
    }
    Results results = Results.at(options.results());
    results.check();
    return runs.run(inquiries, results);
  }

  private Selection select(Room room, Set<String> only) {
    SettingsOptions typed = options.settings();
    Results results = Results.at(options.results());
    Settings settings = typed.of(room, r -> Measured.in(results, r));
    return Selection.of(room, settings, typed.chosen(room, settings), typed.fixed(), only);
  }

  /** Rooms without such evidence are passed over, unless they were asked for by name. */
  private static boolean keep(Selection selection, List<String> ids) {
    if (selection.evidence().isEmpty() && !ids.isEmpty()) {
      throw new BadInput(
          "%s has no such evidence; lab show %s lists what it has"
              .formatted(selection.room().id(), selection.room().id()));
    }
    return !selection.evidence().isEmpty();
  }

  /** The options that the commands have in common. */
  final RunOptions options() {
    return options;
  }

  /** What stands after {@code --}. */
  final List<String> passedOn() {
    List<String> typed = spec.commandLine().getParseResult().originalArgs();
    int dashes = typed.indexOf(DASHES);
    return dashes < 0 ? List.of() : List.copyOf(typed.subList(dashes + 1, typed.size()));
  }
}
