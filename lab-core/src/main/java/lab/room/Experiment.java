package lab.room;

import java.util.List;
import lab.explore.Exploration;

/** A room as it was declared before {@link Room}; goes when the last one is converted. */
public interface Experiment {
  String address();

  default String id() {
    return address().substring(address().indexOf('/') + 1);
  }

  String title();

  String question();

  Controls controls();

  Settings fixed();

  Scene<?> scene(Settings settings);

  List<Evidence> evidence();

  default List<Structure> structures() {
    return List.of();
  }

  Predictions predictions();

  default List<String> contrast() {
    return List.of("mode");
  }

  String sentence(Findings findings);

  /** The same as a value. */
  default Room room() {
    Room.Builder b =
        Room.at(address())
            .title(title())
            .question(question())
            .controls(controls().list().toArray(Control[]::new))
            .fixed(fixed().toString())
            .contrast(contrast().stream().map(controls()::named).toArray(Control[]::new))
            .scene(this::scene)
            .evidence(this::evidence)
            .structures(this::structures)
            .sentence((f, m) -> sentence(f));
    predictions().byDefault().forEach((c, a) -> b.byDefault(c, outcome(a)));
    predictions().whenFixed().forEach((c, a) -> b.whenFixed(c, outcome(a)));
    return b.build();
  }

  private static Exploration.Outcome outcome(String word) {
    for (Exploration.Outcome outcome : Exploration.Outcome.values()) {
      if (outcome.word().equals(word)) {
        return outcome;
      }
    }
    throw new IllegalArgumentException(word);
  }
}
