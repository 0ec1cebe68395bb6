package lab.catalog;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import lab.explore.Bounds;
import lab.explore.Claim;
import lab.explore.Exploration;
import lab.explore.Explorer;
import lab.explore.Machine;
import lab.explore.Replay;
import lab.room.Room;
import lab.room.Scene;
import lab.room.Settings;

/**
 * Actions that a room's picture names although its machine has none of that name: misspelt, or
 * renamed in one place only. A scene drops what is not possible, so the picture as the room draws
 * it is looked at.
 */
final class UnknownOffers {
  private static final Bounds BOUNDS = Bounds.DEFAULT.withMaxStates(20_000);

  private UnknownOffers() {}

  static Set<String> of(Room room, Settings settings) {
    return of(room, settings, room.scene(settings));
  }

  private static <S> Set<String> of(Room room, Settings settings, Scene<S> scene) {
    Set<String> known = new ConcurrentSkipListSet<>();
    Explorer.explore(new Listing<>(scene.machine(), known), BOUNDS);
    Set<String> unknown = new LinkedHashSet<>();
    for (Exploration.Answer answer : room.models().under(settings).answers()) {
      answer
          .schedule()
          .ifPresent(schedule ->
              Replay.run(scene.machine(), schedule)
                  .frames()
                  .forEach(f ->
                      scene.drawn().apply(f.state()).pieces().stream()
                          .flatMap(VainOffers::offered)
                          .flatMap(Optional::stream)
                          .filter(a -> !known.contains(a))
                          .forEach(unknown::add)));
    }
    return unknown;
  }

  /** Lists every action that is possible or refused somewhere. */
  private record Listing<S>(Machine<S> machine, Set<String> known) implements Machine<S> {
    @Override
    public S start() {
      return machine.start();
    }

    @Override
    public void steps(S state, Steps<S> out) {
      machine.refusals(state).forEach(r -> known.add(r.action().toString()));
      machine.steps(
          state,
          (action, next, story) -> {
            known.add(action.toString());
            out.step(action, next, story);
          });
    }

    @Override
    public List<Claim<S>> claims() {
      return machine.claims();
    }

    @Override
    public Optional<Codec<S>> codec() {
      return machine.codec();
    }
  }
}
