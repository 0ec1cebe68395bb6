package lab.cli.orderings;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import lab.cli.answer.ModelAnswer;
import lab.cli.answer.Words;
import lab.explore.Exploration;
import lab.explore.Schedule;
import lab.memorymodel.MemoryModel;

/**
 * What the models say of one weakened access, taken together over the programs that have it.
 *
 * @param asked an answer for each program and model; empty: no program has the access
 * @param loadBuffers whether one of the programs may load-buffer
 */
record OrderingAnswers(List<OrderingModel.Answer> asked, boolean loadBuffers) {
  OrderingAnswers {
    asked = List.copyOf(asked);
  }

  /** The words of the models under which something is noticed. */
  List<String> noticing() {
    return asked.stream()
        .filter(OrderingModel.Answer::notices)
        .map(a -> a.model().word())
        .distinct()
        .toList();
  }

  /** One answer: it can be noticed, it cannot, or nobody knows. */
  ModelAnswer together(String claim, Map<String, String> settings, Map<String, String> row) {
    boolean complete = !asked.isEmpty() && asked.stream().allMatch(OrderingModel.Answer::complete);
    Exploration.Outcome outcome =
        !noticing().isEmpty()
            ? Exploration.Outcome.BREAKS
            : complete ? Exploration.Outcome.SAFE : Exploration.Outcome.NO_ANSWER;
    Optional<Schedule> schedule = asked.stream().flatMap(a -> a.schedule().stream()).findFirst();
    return new ModelAnswer(
            claim,
            settings,
            outcome.word(),
            schedule.map(Schedule::toString),
            asked.stream().mapToLong(OrderingModel.Answer::states).sum(),
            complete,
            row,
            extent(),
            Optional.empty())
        .within(
            new ModelAnswer.Scope(
                OrderingModel.MODELS.stream().map(MemoryModel::word).toList(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                loadBuffers));
  }

  private String extent() {
    return asked.isEmpty()
        ? "no program of this room has the access, so no model was asked"
        : asked.stream().map(OrderingAnswers::words).distinct().collect(Collectors.joining("; "));
  }

  private static String words(OrderingModel.Answer a) {
    return a.model().word()
        + " "
        + a.broken()
            .map(claim ->
                "breaks %s in %s"
                    .formatted(claim, Words.steps(a.schedule().map(Schedule::size).orElse(0))))
            .orElse(a.extent());
  }
}
