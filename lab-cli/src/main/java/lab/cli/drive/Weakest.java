package lab.cli.drive;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import lab.cli.answer.Words;
import lab.cli.orderings.OrderingModel;
import lab.cli.orderings.OrderingModel.Answer;
import lab.cli.orderings.OrderingModel.Weaker;
import lab.explore.Bounds;
import lab.explore.Schedule;
import lab.explore.SearchProgress;
import lab.input.BadInput;
import lab.memorymodel.MemoryModel;
import lab.room.Room;
import lab.room.Structure;

/** Whether a labelled access of a room's classes may be one mode weaker than it ships. */
final class Weakest {
  private static final Bounds BOUNDS = Bounds.DEFAULT.withMaxTime(OrderingModel.LONGEST);

  private final Room room;

  Weakest(Room room) {
    this.room = room;
  }

  /**
   * What noticed that an access was weaker.
   *
   * @param nothing whether nothing did, and every search was complete
   */
  record Noticed(boolean nothing, String words) {}

  /** The labels that can be weaker, in the order of the programs. */
  Set<String> labels() {
    Set<String> labels = new LinkedHashSet<>();
    for (Structure structure : room.structures()) {
      new OrderingModel(structure, BOUNDS).weaker().forEach(w -> labels.add(w.label()));
    }
    return labels;
  }

  /**
   * Asks all models of all programs that have the access, in the next weaker mode.
   *
   * @throws BadInput if there is no such access
   */
  Noticed ask(String label, SearchProgress progress) {
    if (!labels().contains(label)) {
      throw new BadInput(
          "no access %s that can be weaker; there are %s"
              .formatted(label, String.join(", ", labels())));
    }
    String words = "";
    for (Structure structure : room.structures()) {
      OrderingModel model = new OrderingModel(structure, BOUNDS).telling(progress);
      Optional<Weaker> next =
          model.weaker().stream().filter(w -> w.label().equals(label)).findFirst();
      if (next.isPresent()) {
        Weaker weaker = next.get();
        String what = "%s as %s instead of %s".formatted(label, weaker.to(), weaker.from());
        for (MemoryModel m : OrderingModel.MODELS) {
          Answer answer = model.ask(weaker, m, Set.of());
          if (answer.notices()) {
            return new Noticed(
                false,
                "with %s %s breaks in %s under %s."
                    .formatted(
                        what,
                        answer.broken().orElseThrow(),
                        Words.steps(answer.schedule().map(Schedule::size).orElse(0)),
                        m.word()));
          }
          if (!answer.complete()) {
            return new Noticed(
                false, "with %s there is no answer (%s).".formatted(what, answer.extent()));
          }
        }
        words = "nothing notices %s, under %s.".formatted(what, models());
      }
    }
    return new Noticed(true, words);
  }

  private static String models() {
    List<String> words = OrderingModel.MODELS.stream().map(MemoryModel::word).toList();
    return String.join(" and ", words);
  }
}
