package lab.cli.orderings;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import lab.cli.answer.ModelAnswer;
import lab.cli.answer.RunDocument;
import lab.cli.answer.Verdict;
import lab.cli.ask.Budget;
import lab.cli.ask.Inquiry;
import lab.cli.ask.TestsOfClass;
import lab.explore.Bounds;
import lab.explore.SearchProgress;
import lab.memorymodel.MemoryModel;
import lab.memorymodel.labels.ShippedSteps;
import lab.memorymodel.labels.Step;
import lab.room.Evidence;
import lab.room.Findings;
import lab.room.NoEvidence;
import lab.room.Outcome;
import lab.room.Room;
import lab.room.Settings;
import lab.room.Stress;
import lab.room.StressTest;
import lab.room.Structure;
import lab.room.Weakening;

/**
 * {@code lab run ID --orderings} as an inquiry: each labelled access of each shipped class of the
 * room is rewritten, one at a time, and the stress tests of the class run on the result. The claim
 * that they are evidence for is that nobody notices; the models are asked the same of the class's
 * programs, so that noticed although no model allows it is a contradiction.
 */
public final class OrderingsInquiry implements Inquiry {
  /** The claim that a test breaks which sees what it rules out. */
  public static final String UNNOTICED = "unnoticed";

  private static final String ACCESS = "access";
  private static final String MODE = "mode";

  /** Less than this and the compilers have not had their turn. */
  private static final Duration SHORTEST = Duration.ofMillis(700);

  private static final Bounds BOUNDS = Bounds.DEFAULT.withMaxTime(OrderingModel.LONGEST);

  /** One access in one weaker mode, and the tests that are to notice. */
  private record Job(String realClass, Step step, String mode, List<TestsOfClass.Test> tests) {
    Map<String, String> row() {
      Map<String, String> row = new LinkedHashMap<>();
      row.put(ACCESS, realClass.substring(realClass.lastIndexOf('.') + 1) + " " + step.label());
      row.put(MODE, mode);
      return row;
    }
  }

  private final Room room;
  private final List<Evidence> evidence;
  private final Map<Map<String, String>, Job> jobs = new LinkedHashMap<>();
  private final Map<Map<String, String>, OrderingAnswers> answers = new LinkedHashMap<>();
  private final Map<String, OrderingModel> models = new LinkedHashMap<>();

  private OrderingsInquiry(Room room, List<Job> asked, List<Evidence> without) {
    this.room = room;
    asked.forEach(j -> jobs.put(j.row(), j));
    List<StressTest> cases = new ArrayList<>();
    asked.forEach(j -> j.tests().forEach(t -> cases.add(weakened(j, t.test()))));
    List<Evidence> all = new ArrayList<>();
    if (!cases.isEmpty()) {
      all.add(Stress.of(UNNOTICED, cases));
    }
    all.addAll(without);
    evidence = List.copyOf(all);
  }

  /** What there is to ask of a room that has shipped classes. */
  public static OrderingsInquiry of(Room room, Budget budget) {
    List<Job> jobs = new ArrayList<>();
    List<Evidence> without = new ArrayList<>();
    for (String real : room.structures().stream().map(Structure::realClass).distinct().toList()) {
      List<TestsOfClass.Test> tests = TestsOfClass.of(room, real);
      if (tests.isEmpty()) {
        without.add(
            new NoEvidence(
                UNNOTICED,
                "no stress test of the room uses %s and rules an outcome out".formatted(real)));
        continue;
      }
      Map<String, Step> steps = new LinkedHashMap<>();
      ShippedSteps.of(real).forEach(s -> steps.putIfAbsent(s.label(), s));
      for (Step step : steps.values()) {
        boolean fence = step.access().endsWith("Fence") || step.access().equals("everywhere");
        jobs.add(new Job(real, step, fence ? "none" : "plain", tests));
      }
    }
    // Opaque too, where the time allows it: that is what a CPU alone can break.
    List<Job> opaque =
        jobs.stream()
            .filter(j -> j.step().access().matches("(get|set)(Acquire|Release|Volatile)"))
            .map(j -> new Job(j.realClass(), j.step(), "opaque", j.tests()))
            .toList();
    Duration needed = SHORTEST.multipliedBy(2L * (turns(jobs) + turns(opaque)));
    if (needed.compareTo(budget.perRoom()) <= 0) {
      jobs.addAll(opaque);
    }
    return new OrderingsInquiry(room, jobs, without);
  }

  private static long turns(List<Job> jobs) {
    return jobs.stream().mapToLong(j -> j.tests().size()).sum();
  }

  /** What the test rules out of the class as it ships is what is to be noticed. */
  private StressTest weakened(Job job, StressTest test) {
    Settings under = room.controls().with(room.controls().defaults(), test.settings());
    List<Outcome> outcomes =
        test.outcomes().stream()
            .map(o ->
                o.violation() || room.models().allowing(o, under).isEmpty()
                    ? Outcome.bad(o.id(), o.words(), UNNOTICED)
                    : Outcome.fine(o.id(), o.words()))
            .toList();
    return new StressTest(test.name(), job.row(), outcomes)
        .weakened(Weakening.label(job.realClass(), job.step().label(), job.mode()));
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
  public List<String> contrast() {
    return List.of(ACCESS, MODE);
  }

  @Override
  public String label(Map<String, String> row, String test) {
    return weakened(row)
        .map(w -> "%s %s -> %s".formatted(row.get(ACCESS), w.from(), w.to()))
        .orElse(test.equals(UNNOTICED) ? "a class without a test" : test);
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
    return Outcome.bad(id, "not expected by anybody", UNNOTICED);
  }

  @Override
  public Optional<Verdict.Weakened> weakened(Map<String, String> row) {
    return Optional.ofNullable(jobs.get(row))
        .map(j ->
            new Verdict.Weakened(
                j.realClass(), j.step().label(), j.step().access(), j.mode(), j.step().comment()));
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
    Duration least = SHORTEST.multipliedBy(stress.cases().size());
    return least.compareTo(budget.perRoom()) > 0 ? least : budget.perRoom();
  }

  /** What the models say, over all programs of the class that have the label. */
  private synchronized OrderingAnswers answers(Map<String, String> row, SearchProgress heard) {
    OrderingAnswers known = answers.get(row);
    if (known != null) {
      return known;
    }
    Job job = jobs.get(row);
    List<OrderingModel.Answer> asked = new ArrayList<>();
    for (Structure structure : room.structures()) {
      if (structure.realClass().equals(job.realClass())) {
        asked.addAll(
            models
                .computeIfAbsent(structure.name(), _ -> new OrderingModel(structure, BOUNDS))
                .telling(heard)
                .asked(job.step().label(), job.mode()));
      }
    }
    OrderingAnswers found = new OrderingAnswers(asked);
    answers.put(row, found);
    return found;
  }
}
