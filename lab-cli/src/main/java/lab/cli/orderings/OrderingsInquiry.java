package lab.cli.orderings;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import lab.cli.answer.Count;
import lab.cli.answer.ModelAnswer;
import lab.cli.answer.Rows;
import lab.cli.answer.RunDocument;
import lab.cli.answer.Verdict;
import lab.cli.ask.Budget;
import lab.cli.ask.Inquiry;
import lab.explore.Bounds;
import lab.explore.SearchProgress;
import lab.memorymodel.MemoryModel;
import lab.room.Evidence;
import lab.room.Findings;
import lab.room.NoEvidence;
import lab.room.Outcome;
import lab.room.Room;
import lab.room.Settings;
import lab.room.Stress;
import lab.room.StressTest;
import lab.room.Structure;

/**
 * {@code lab run ID --orderings} as an inquiry: each labelled access of each shipped class of the
 * room is rewritten, one at a time, and the stress tests of the class run on the result. The claim
 * that they are evidence for is that nobody notices; the models are asked the same of the class's
 * programs, so that noticed although no model allows it is a contradiction.
 */
public final class OrderingsInquiry implements Inquiry {
  /** The claim that a test breaks which sees what it rules out. */
  public static final String UNNOTICED = "unnoticed";

  private static final Bounds BOUNDS = Bounds.DEFAULT.withMaxTime(OrderingModel.LONGEST);

  private final Room room;
  private final Map<Map<String, String>, OrderingJobs.Job> jobs;

  /** What cannot be asked, with the row that it would have been. */
  private final Map<NoEvidence, Map<String, String>> without;

  private final List<Evidence> evidence;
  private final Map<Map<String, String>, OrderingAnswers> answers = new LinkedHashMap<>();
  private final Map<String, OrderingModel> models = new LinkedHashMap<>();

  private OrderingsInquiry(
      Room room,
      Map<Map<String, String>, OrderingJobs.Job> jobs,
      Map<NoEvidence, Map<String, String>> without) {
    this.room = room;
    this.jobs = jobs;
    this.without = without;
    List<StressTest> cases =
        jobs.values().stream()
            .flatMap(j -> j.tests().stream().map(t -> weakened(j, t.test())))
            .toList();
    List<Evidence> all = new ArrayList<>();
    if (!cases.isEmpty()) {
      all.add(Stress.of(UNNOTICED, cases));
    }
    all.addAll(without.keySet());
    evidence = List.copyOf(all);
  }

  /** What there is to ask of a room that has shipped classes. */
  public static OrderingsInquiry of(Room room, Budget budget) {
    OrderingJobs jobs = OrderingJobs.of(room, budget);
    return new OrderingsInquiry(room, jobs.possible(), jobs.without());
  }

  /** What the test rules out of the class as it ships is what is to be noticed. */
  private StressTest weakened(OrderingJobs.Job job, StressTest test) {
    Settings under = room.controls().with(room.controls().defaults(), test.settings());
    List<Outcome> outcomes =
        test.outcomes().stream()
            .map(o ->
                o.violation() || room.models().allowing(o, under).isEmpty()
                    ? Outcome.bad(o.id(), o.words(), UNNOTICED)
                    : Outcome.fine(o.id(), o.words()))
            .toList();
    return new StressTest(test.name(), job.row(), outcomes).weakened(job.weakening());
  }

  @Override
  public RunDocument.Asks asks() {
    return RunDocument.Asks.ORDERINGS;
  }

  @Override
  public Room room() {
    return room;
  }

  @Override
  public Settings settings() {
    return room.controls().defaults();
  }

  @Override
  public List<Evidence> evidence() {
    return evidence;
  }

  @Override
  public Map<String, String> row(NoEvidence none) {
    return without.getOrDefault(none, Map.of());
  }

  @Override
  public List<String> contrast() {
    return List.of(OrderingJobs.ACCESS, OrderingJobs.MODE);
  }

  @Override
  public String label(Map<String, String> row, String test) {
    return weakened(row)
        .map(w -> "%s %s -> %s".formatted(row.get(OrderingJobs.ACCESS), w.from(), w.to()))
        .orElseGet(() -> Rows.label(contrast(), row, test));
  }

  @Override
  public String label(Map<String, String> row, String test, List<String> telling) {
    return label(row, test);
  }

  @Override
  public Optional<ModelAnswer> model(String claim, Map<String, String> row, SearchProgress heard) {
    return Optional.of(answers(row, heard).together(claim, settings().values(), row));
  }

  @Override
  public List<String> allowing(Outcome outcome, Map<String, String> row, SearchProgress heard) {
    return outcome.violates(UNNOTICED) ? answers(row, heard).noticing() : MemoryModel.words();
  }

  @Override
  public Outcome unexpected(String id) {
    return Outcome.bad(id, Count.UNEXPECTED, UNNOTICED);
  }

  @Override
  public Optional<Verdict.Weakened> weakened(Map<String, String> row) {
    return Optional.ofNullable(jobs.get(row))
        .map(j ->
            new Verdict.Weakened(
                j.realClass(),
                j.step().label(),
                j.step().access(),
                j.mode(),
                Optional.of(j.step().comment()).filter(c -> !c.isEmpty())));
  }

  /** The room's sentence speaks of its claims, which were not asked about. */
  @Override
  public String closing(Findings found) {
    return "";
  }

  /** Every test has its turn, however short the budget. */
  @Override
  public Duration share(Evidence asked, Budget budget) {
    if (!(asked instanceof Stress stress)) {
      return Duration.ZERO;
    }
    Duration least = OrderingJobs.SHORTEST.multipliedBy(stress.cases().size());
    return least.compareTo(budget.perRoom()) > 0 ? least : budget.perRoom();
  }

  /** What the models say, over all programs of the class that have the label. */
  private synchronized OrderingAnswers answers(Map<String, String> row, SearchProgress heard) {
    OrderingAnswers known = answers.get(row);
    if (known != null) {
      return known;
    }
    OrderingJobs.Job job = jobs.get(row);
    List<OrderingModel.Answer> asked = new ArrayList<>();
    boolean loadBuffers = false;
    for (Structure structure : room.structures()) {
      if (structure.realClass().equals(job.realClass())) {
        OrderingModel model =
            models.computeIfAbsent(structure.name(), _ -> new OrderingModel(structure, BOUNDS));
        asked.addAll(model.telling(heard).asked(job.step().label(), job.mode()));
        loadBuffers |= model.mayLoadBuffer(job.step().label(), job.mode());
      }
    }
    OrderingAnswers found = new OrderingAnswers(asked, loadBuffers);
    answers.put(row, found);
    return found;
  }
}
