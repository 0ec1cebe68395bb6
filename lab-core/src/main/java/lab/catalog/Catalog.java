package lab.catalog;

import java.util.List;

/** The rooms that are built, in reading order. */
public final class Catalog {
  private static final List<Experiment> ROOMS = List.of();

  private Catalog() {}

  public static List<Experiment> rooms() {
    return ROOMS;
  }

  /**
   * The room with that short id or address.
   *
   * @throws BadInput if there is none; the message names the nearest
   */
  public static Experiment room(String id) {
    return ROOMS.stream()
        .filter(r -> r.id().equals(id) || r.address().equals(id))
        .findFirst()
        .orElseThrow(() -> {
          List<String> ids = ROOMS.stream().map(Experiment::id).toList();
          return new BadInput(
              "there is no experiment %s; the experiments are %s%s"
                  .formatted(id, String.join(", ", ids), Suggest.didYouMean(id, ids)));
        });
  }
}
