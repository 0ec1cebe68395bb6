package lab.cli.answer;

import java.util.List;
import java.util.Map;
import lab.room.Ordered;

/** What a run would do: printed by {@code --dry-run}. */
public record PlanDocument(List<Run> runs) {
  public PlanDocument {
    runs = List.copyOf(runs);
  }

  /** One room's. */
  public record Run(Experiment experiment, long estimateMillis, List<Planned> planned) {
    public Run {
      planned = List.copyOf(planned);
    }
  }

  /**
   * Which room, under which controls.
   *
   * @param address for people
   * @param asks what is asked of it
   * @param budget as it was typed
   */
  public record Experiment(
      String id,
      Map<String, String> settings,
      String address,
      RunDocument.Asks asks,
      String budget) {
    public Experiment {
      settings = Ordered.copy(settings);
    }
  }

  /** Tests of one piece of evidence, or why there are none. */
  public record Planned(String kind, List<String> tests) {
    public Planned {
      tests = List.copyOf(tests);
    }
  }
}
