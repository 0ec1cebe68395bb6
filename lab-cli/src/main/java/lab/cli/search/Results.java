package lab.cli.search;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import lab.cli.answer.BreakDocument;
import lab.cli.answer.BreakDocument.Asked;
import lab.cli.answer.BreakDocument.Claimed;
import lab.cli.answer.BreakDocument.Costs;
import lab.cli.answer.BreakDocument.Found;
import lab.cli.answer.BreakDocument.Limits;
import lab.cli.answer.BreakDocument.Result;
import lab.cli.answer.BreakDocument.Sides;
import lab.cli.answer.BreakDocument.Told;
import lab.cli.answer.BreakDocument.Weakened;
import lab.cli.answer.BreakDocument.Weaker;
import lab.cli.orderings.OrderingModel;
import lab.cli.render.Replays;
import lab.explore.Bounds;
import lab.explore.Claim;
import lab.explore.Exploration;
import lab.explore.Machine;
import lab.explore.Replay;
import lab.explore.Schedule;
import lab.memorymodel.labels.ShippedSteps;
import lab.memorymodel.labels.Step;
import lab.room.ProgramControls;
import lab.room.Room;
import lab.room.Structure;

/** What was found, as {@link BreakDocument} tells it. */
final class Results {
  private Results() {}

  /** A search's answers, in the order of the machine's claims. */
  static List<Result> of(Search search) {
    Machine<?> machine = search.room().scene(search.settings()).machine();
    return search.exploration().answers().stream().map(a -> of(search, machine, a)).toList();
  }

  private static Result of(Search search, Machine<?> machine, Exploration.Answer answer) {
    Room room = search.room();
    Claim<?> claim = answer.claim();
    Exploration found = search.exploration();
    Optional<ProgramControls.Scope> scope = room.models().scope(search.settings());
    Optional<Schedule> whole = search.whole(answer);
    // What both variants of a comparison ran is not a way of this machine.
    Optional<Schedule> way = claim instanceof Claim.Beats<?> ? Optional.empty() : whole;
    return new Result(
        new Asked(
            room.id(),
            search.settings().values(),
            Optional.of(search.preset().word()),
            search.from().toString(),
            limits(found.bounds()),
            room.address(),
            room.question(),
            room.world(search.settings()),
            scope.map(ProgramControls.Scope::leftOut),
            scope.map(ProgramControls.Scope::by)),
        new Claimed(
            Optional.of(claim.name()),
            Optional.of(claim.kind()),
            Optional.of(claim.text()),
            search.prediction(claim)),
        new Found(
            answer.outcome().word(),
            whole.map(Schedule::toString),
            answer.schedule().map(Schedule::size),
            found.states(),
            found.depth(),
            found.complete(),
            found.extent(),
            found.took().toMillis(),
            way.map(s -> told(machine, s, search.from().size(), claim instanceof Claim.Stuck<?>))
                .orElse(List.of()),
            way.map(s -> Replays.line(room, search.settings(), s))),
        costs(answer),
        Weaker.NOTHING);
  }

  private static Costs costs(Exploration.Answer answer) {
    return answer.claim() instanceof Claim.Beats<?> c && answer.costs().isPresent()
        ? Costs.of(
            answer.costs().get().a(),
            answer.costs().get().b(),
            c.unit(),
            new Sides(c.a(), c.b()),
            c.arithmetic())
        : Costs.NONE;
  }

  /** What a model says of a program with one access weakened. */
  static Result of(
      Room room,
      Structure structure,
      Bounds bounds,
      OrderingModel.Weaker weaker,
      OrderingModel.Answer answer,
      OrderingModel model) {
    Optional<? extends Claim<?>> broken =
        answer
            .broken()
            .flatMap(
                name -> structure.claims().stream().filter(c -> c.name().equals(name)).findFirst());
    Exploration.Outcome outcome =
        answer.notices()
            ? Exploration.Outcome.BREAKS
            : answer.complete() ? Exploration.Outcome.SAFE : Exploration.Outcome.NO_ANSWER;
    return new Result(
        new Asked(
            room.id(),
            Map.of(),
            Optional.empty(),
            Schedule.empty().toString(),
            limits(bounds),
            room.address(),
            room.question(),
            "",
            Optional.empty(),
            Optional.empty()),
        new Claimed(
            answer.broken(), broken.map(Claim::kind), broken.map(Claim::text), Optional.empty()),
        new Found(
            outcome.word(),
            answer.schedule().map(Schedule::toString),
            answer.schedule().map(Schedule::size),
            answer.states(),
            answer.depth(),
            answer.complete(),
            answer.extent(),
            answer.took().toMillis(),
            answer
                .schedule()
                .map(s -> told(model.machine(weaker, answer.model()), s, 0, false))
                .orElse(List.of()),
            answer
                .schedule()
                .map(s ->
                    "lab break %s --orderings --access=%s".formatted(room.id(), weaker.label()))),
        Costs.NONE,
        new Weaker(
            Optional.of(new Weakened(weaker.label(), weaker.from(), weaker.to())),
            Optional.of(structure.name()),
            Optional.of(structure.realClass()),
            Optional.of(answer.model().word()),
            comment(structure.realClass(), weaker.label())));
  }

  private static Optional<String> comment(String realClass, String label) {
    return ShippedSteps.of(realClass).stream()
        .filter(s -> s.label().equals(label))
        .map(Step::comment)
        .filter(c -> !c.isEmpty())
        .findFirst();
  }

  private static Limits limits(Bounds bounds) {
    return new Limits(bounds.maxStates(), bounds.maxTime().toMillis(), bounds.threads());
  }

  /**
   * A schedule, retold.
   *
   * @param before how many of its steps came before the search, and are not told
   * @param stuck whether nothing leads on from its end, so that who waits for what is told
   */
  private static <S> List<Told> told(
      Machine<S> machine, Schedule whole, int before, boolean stuck) {
    Replay<S> replay = Replay.run(machine, whole);
    List<Told> told = new ArrayList<>();
    for (int i = before + 1; i < replay.frames().size(); i++) {
      Replay.Frame<S> frame = replay.frames().get(i);
      boolean last = i == replay.frames().size() - 1;
      String waits = stuck && last ? machine.waits(frame.state()).map(w -> " " + w).orElse("") : "";
      told.add(new Told(i, frame.action().orElseThrow().toString(), frame.story() + waits));
    }
    return told;
  }
}
