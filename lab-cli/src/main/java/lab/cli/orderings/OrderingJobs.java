package lab.cli.orderings;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import lab.cli.answer.Rows;
import lab.cli.ask.Budget;
import lab.cli.ask.Rewritten;
import lab.cli.ask.TestsOfClass;
import lab.memorymodel.labels.ShippedSteps;
import lab.memorymodel.labels.Step;
import lab.room.NoEvidence;
import lab.room.ProgramControls;
import lab.room.Room;
import lab.room.Structure;
import lab.room.Weakening;

/**
 * Which accesses of a room's shipped classes are weakened, each in which mode.
 *
 * @param possible by the row that each stands for
 * @param without what cannot be asked, with the row that it would have been
 */
record OrderingJobs(
    Map<Map<String, String>, Job> possible, Map<NoEvidence, Map<String, String>> without) {
  /** The controls of a row: the access, and the mode that it is weakened to. */
  static final String ACCESS = "access";

  static final String MODE = ProgramControls.MODE;

  /** Less than this and the compilers have not had their turn. */
  static final Duration SHORTEST = Duration.ofMillis(700);

  /** One access in one weaker mode, and the tests that are to notice. */
  record Job(String realClass, Step step, String mode, List<TestsOfClass.Test> tests) {
    Map<String, String> row() {
      Map<String, String> row = new LinkedHashMap<>();
      row.put(ACCESS, Rows.shortName(realClass) + " " + step.label());
      row.put(MODE, mode);
      return row;
    }

    Weakening weakening() {
      return Weakening.label(realClass, step.label(), mode);
    }
  }

  /** What there is to ask of a room that has shipped classes. */
  static OrderingJobs of(Room room, Budget budget) {
    Map<NoEvidence, Map<String, String>> without = new LinkedHashMap<>();
    List<Job> weakest = new ArrayList<>();
    for (String real : room.structures().stream().map(Structure::realClass).distinct().toList()) {
      List<TestsOfClass.Test> tests = TestsOfClass.of(room, real);
      if (tests.isEmpty()) {
        without.put(
            new NoEvidence(
                OrderingsInquiry.UNNOTICED,
                "no stress test of the room uses %s and rules an outcome out".formatted(real)),
            Map.of(ACCESS, Rows.shortName(real)));
      } else {
        weakest.addAll(jobs(real, tests));
      }
    }
    // Opaque too, where the time allows it: that is what a CPU alone can break.
    List<Job> opaque =
        weakest.stream()
            .filter(j -> j.step().access().matches("(get|set)(Acquire|Release|Volatile)"))
            .map(j -> new Job(j.realClass(), j.step(), "opaque", j.tests()))
            .toList();
    List<Job> asked = new ArrayList<>(weakest);
    Duration needed = SHORTEST.multipliedBy(2L * (turns(weakest) + turns(opaque)));
    if (needed.compareTo(budget.perRoom()) <= 0) {
      asked.addAll(opaque);
    }
    Map<Map<String, String>, Job> jobs = new LinkedHashMap<>();
    for (Job job : asked) {
      Optional<String> unchanged = Rewritten.unchanged(job.weakening());
      if (unchanged.isEmpty()) {
        jobs.put(job.row(), job);
      } else {
        without.put(
            new NoEvidence(
                OrderingsInquiry.UNNOTICED,
                "%s %s -> %s: %s"
                    .formatted(
                        job.row().get(ACCESS), job.step().access(), job.mode(), unchanged.get())),
            job.row());
      }
    }
    return new OrderingJobs(jobs, without);
  }

  /** Every labelled access of a class, as weak as can be. */
  private static List<Job> jobs(String real, List<TestsOfClass.Test> tests) {
    Map<String, Step> steps = new LinkedHashMap<>();
    ShippedSteps.of(real).forEach(s -> steps.putIfAbsent(s.label(), s));
    List<Job> jobs = new ArrayList<>();
    for (Step step : steps.values()) {
      boolean fence = step.access().endsWith("Fence") || step.access().equals("everywhere");
      jobs.add(new Job(real, step, fence ? "none" : "plain", tests));
    }
    return jobs;
  }

  private static long turns(List<Job> jobs) {
    return jobs.stream().mapToLong(j -> j.tests().size()).sum();
  }
}
