package lab.room;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import lab.explore.Machine;
import lab.memorymodel.Grain;
import lab.memorymodel.Program;
import lab.memorymodel.ProgramState;
import lab.memorymodel.engine.ProgramMachine;
import lab.memorymodel.engine.ProgramPicture;
import lab.memorymodel.engine.RetoldMachine;
import lab.stage.Board;
import lab.stage.Piece;
import lab.stage.Stage;

/**
 * A machine and how to draw its states: what a room becomes once its controls are set.
 *
 * @param machine what is driven and searched
 * @param drawn a state as the room draws it, with every action that a click might mean
 * @param wire what its steps send, where something is sent
 */
public record Scene<S>(Machine<S> machine, Function<S, Stage> drawn, Optional<Wire<S>> wire) {

  /** Of a machine that sends nothing. */
  public Scene(Machine<S> machine, Function<S, Stage> drawn) {
    this(machine, drawn, Optional.empty());
  }

  /** The same scene, whose steps put something on a wire. */
  public Scene<S> sending(Wire<S> sent) {
    return new Scene<>(machine, drawn, Optional.of(sent));
  }

  /** The picture of a state. What cannot happen is not offered: an action that is no step goes. */
  public Function<S, Stage> picture() {
    return s -> Offers.only(drawn.apply(s), possible(machine, s)::contains);
  }

  /** The program that the machine runs, if it runs one. */
  public Optional<Program> program() {
    return switch (machine) {
      case ProgramMachine m -> Optional.of(m.program());
      case RetoldMachine m -> Optional.of(m.inner().program());
      default -> Optional.empty();
    };
  }

  private static <S> Set<String> possible(Machine<S> machine, S state) {
    Set<String> actions = new HashSet<>();
    machine.steps(state, (action, next, story) -> actions.add(action.toString()));
    return actions;
  }

  /** A machine that is no program, and its picture. */
  public static <S> Scene<S> of(Machine<S> machine, Function<S, Stage> picture) {
    return new Scene<>(machine, picture);
  }

  /**
   * A program, its picture and, where single accesses are steps, its code and memory below. Pieces
   * that the picture has already are not drawn twice.
   */
  public static Scene<ProgramState> ofProgram(
      RetoldMachine machine, Function<ProgramState, Stage> picture) {
    return with(machine, picture, piece -> true);
  }

  /**
   * As {@link #ofProgram}, for a picture that shows all of memory: below it stand the code, the
   * store buffers, and the cells of which somebody may still read an older value.
   */
  public static Scene<ProgramState> ofProgramWithMemory(
      RetoldMachine machine, Function<ProgramState, Stage> picture) {
    return with(machine, picture, Scene::saysMore);
  }

  /** A program that is shown as its code and memory, and nothing else. */
  public static Scene<ProgramState> ofCode(ProgramMachine machine) {
    return new Scene<>(machine, ProgramPicture.of(machine.program(), machine.model()));
  }

  private static boolean saysMore(Piece piece) {
    return !(piece instanceof Piece.Cells cells)
        || cells.key().endsWith(".buffer")
        || (cells.cells().size() > 1 && !cells.key().equals("memory"));
  }

  private static Scene<ProgramState> with(
      RetoldMachine machine, Function<ProgramState, Stage> picture, Predicate<Piece> shown) {
    ProgramMachine inner = machine.inner();
    if (inner.grain() == Grain.OPERATIONS) {
      return new Scene<>(machine, picture);
    }
    Function<ProgramState, Stage> code = ProgramPicture.of(inner.program(), inner.model());
    return new Scene<>(machine, s -> picture.apply(s).and(only(code.apply(s), shown)));
  }

  /** These pieces of a stage, in their places; a place that has none of them goes. */
  private static Stage only(Stage stage, Predicate<Piece> shown) {
    List<Piece> pieces = stage.pieces().stream().filter(shown).toList();
    Set<String> keys = pieces.stream().map(Piece::key).collect(Collectors.toSet());
    Board.Place[] places =
        stage.board().stream()
            .flatMap(b -> b.places().stream())
            .filter(p -> p.pieces().stream().anyMatch(keys::contains))
            .toArray(Board.Place[]::new);
    return new Stage(pieces).in(places);
  }
}
