package lab.cli.search;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import lab.cli.answer.BreakDocument;
import lab.cli.answer.BreakDocument.Result;
import lab.cli.answer.Documents;
import lab.cli.command.DurationConverter;
import lab.cli.command.ExitCode;
import lab.cli.command.Lab;
import lab.cli.command.LabCommand;
import lab.cli.command.SettingsOptions;
import lab.cli.command.SignOfLife;
import lab.cli.command.Typed;
import lab.cli.orderings.OrderingModel;
import lab.cli.results.Measured;
import lab.explore.Bounds;
import lab.explore.Schedule;
import lab.input.BadInput;
import lab.room.Room;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code lab break}: the shortest schedule that breaks a claim, or the proof that none does. */
@Command(
    name = "break",
    description = {
      "Find the shortest schedule that breaks a claim, or prove that none does.",
      "Without settings both presets are searched: the default one, which breaks, and the fixed"
          + " one.",
      "Exit code: 0 as predicted, 3 differs from the prediction, 4 a bound was reached first."
    })
public final class BreakCommand extends LabCommand {
  @Parameters(arity = "0..*", paramLabel = "ID", description = "Experiments, as in aba.")
  private List<String> ids = new ArrayList<>();

  @Option(names = "--all", description = "Every experiment.")
  private boolean all;

  @Mixin private SettingsOptions settings;

  @Option(
      names = "--from",
      paramLabel = "SCHEDULE",
      description = "Search from the end of this schedule.")
  private String from = "";

  @Option(
      names = "--orderings",
      description = {
        "Weaken each labelled access of the room's programs in turn, under tso and java,",
        "and name what notices."
      })
  private boolean orderings;

  @Option(
      names = "--access",
      paramLabel = "LABEL",
      split = ",",
      description = "With --orderings: only these, as in P1, every step retold.")
  private List<String> accesses = new ArrayList<>();

  @Option(
      names = "--max-states",
      paramLabel = "N",
      description = "Give up after so many states (default: 20000000).")
  private String maxStates;

  @Option(
      names = "--max-time",
      paramLabel = "D",
      converter = DurationConverter.class,
      description = "Give up after so long, as in 30s (default: 60s; 5s each with --orderings).")
  private Duration maxTime;

  public BreakCommand(Lab lab) {
    super(lab);
  }

  @Override
  public ExitCode run() {
    if (orderings) {
      return orderings();
    }
    if (!accesses.isEmpty()) {
      throw new BadInput("--access goes with --orderings");
    }
    List<Search.Plan> plans = plans();
    Bounds bounds = bounds(Bounds.DEFAULT.maxTime());
    ExitCode code = ExitCode.OK;
    List<Result> results = new ArrayList<>();
    BreakText text = new BreakText(console());
    for (Search.Plan plan : plans) {
      List<Result> found = Results.of(search(plan, bounds));
      for (Result result : found) {
        code = code.and(code(result));
      }
      results.addAll(found);
      if (!console().json()) {
        text.print(found);
        console().release();
      }
    }
    if (console().json()) {
      console().out().println(Documents.text(new BreakDocument(results, Optional.empty())));
    } else {
      text.conclude(results);
    }
    return code;
  }

  private Bounds bounds(Duration byDefault) {
    return Bounds.DEFAULT
        .withMaxTime(maxTime == null ? byDefault : maxTime)
        .withMaxStates(states());
  }

  private ExitCode orderings() {
    if (settings.given() || !from.isEmpty()) {
      throw new BadInput("--orderings takes the programs as they ship: no settings, no --from");
    }
    checkIds();
    List<Room> rooms = OrderingModel.rooms(lab().rooms(ids), !ids.isEmpty());
    return new OrderingsBreak(console(), bounds(OrderingModel.LONGEST), accesses).run(rooms);
  }

  private static ExitCode code(Result result) {
    return result.differs() ? ExitCode.DIFFERS : result.isOpen() ? ExitCode.NO_ANSWER : ExitCode.OK;
  }

  private void checkIds() {
    if (ids.isEmpty() && !all) {
      String known =
          lab().catalog().rooms().stream().map(Room::id).collect(Collectors.joining(", "));
      throw new BadInput("lab break needs an ID or --all; the experiments are " + known);
    }
    if (!ids.isEmpty() && all) {
      throw new BadInput("--all is every experiment: leave it out or the IDs");
    }
  }

  private List<Search.Plan> plans() {
    checkIds();
    Schedule start = Typed.schedule("--from", from);
    List<Search.Plan> plans = new ArrayList<>();
    for (Room room : lab().rooms(ids)) {
      plans.add(Search.Plan.of(room, settings.of(room, Measured::here), start));
      if (!settings.given() && start.size() == 0) {
        plans.add(Search.Plan.of(room, room.fixed(), start));
      }
    }
    return plans;
  }

  private long states() {
    if (maxStates == null) {
      return Bounds.DEFAULT.maxStates();
    }
    if (!maxStates.matches("[1-9][0-9]{0,11}")) {
      throw new BadInput("--max-states is a number from 1 (got %s)".formatted(maxStates));
    }
    return Long.parseLong(maxStates);
  }

  private Search search(Search.Plan plan, Bounds bounds) {
    String what = "searching " + plan.room().id();
    try (SignOfLife sign = SignOfLife.of(console(), what, bounds.maxTime())) {
      return plan.run(bounds, sign);
    }
  }
}
