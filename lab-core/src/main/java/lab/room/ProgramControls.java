package lab.room;

import java.util.Optional;
import lab.memorymodel.AccessMode;
import lab.memorymodel.Grain;
import lab.memorymodel.MemoryModel;
import lab.memorymodel.Modes;

/**
 * The controls that every room has whose machine is a program over a memory model: {@code model},
 * {@code mode} and {@code grain}.
 */
public final class ProgramControls {
  public static final String MODEL = "model";
  public static final String MODE = "mode";
  public static final String GRAIN = "grain";

  private ProgramControls() {}

  /**
   * The memory model; {@code java} by default. Where whole operations are steps they take turns,
   * and it is {@code sc}.
   */
  public static Choice<MemoryModel> model() {
    Choice<MemoryModel> models =
        Choice.of(MODEL, "memory model; sc where whole operations take turns", MemoryModel.class);
    return models
        .byDefault(MemoryModel.JAVA.word())
        .follows(
            GRAIN,
            Grain.OPERATIONS.word(),
            MemoryModel.SC.word(),
            "whole operations take turns, and no access is seen; add --set grain=accesses");
  }

  /** How the accesses of code that ships are ordered; as shipped by default. */
  public static Choice<String> mode() {
    return mode(
        "access mode, where the grain is accesses; acquire-release is as shipped",
        Modes.SHIPPED.word());
  }

  /** How accesses are ordered, with the aliases that people type. */
  public static Choice<String> mode(String text, String byDefault) {
    return Choice.words(MODE, text, AccessMode.WORDS)
        .aliases(AccessMode.ALIASES)
        .byDefault(byDefault);
  }

  /** What one step is: {@code operations} or {@code accesses}. */
  public static Choice<Grain> grain(Grain byDefault) {
    return Choice.of(GRAIN, "what one step is", Grain.class).byDefault(byDefault.word());
  }

  /**
   * What an answer under some settings is about, where it is not about everything.
   *
   * @param by how nothing can break then, to follow "cannot break": {@code by the CPU alone}
   * @param leftOut the same as a sentence, with what to ask for the rest
   */
  public record Scope(String by, String leftOut) {
    /** Of a program that has room for load buffering. */
    public static final Scope RC11 =
        new Scope(
            "under RC11",
            "Here java follows RC11, which rules load buffering out; Armv8 may do a store before an"
                + " earlier load, and so show more.");
  }

  /**
   * What the controls alone say that an answer leaves out; {@link Models#scope} knows the program
   * too.
   */
  public static Optional<Scope> scope(Settings settings) {
    String model = settings.values().getOrDefault(MODEL, "");
    if (Grain.OPERATIONS.word().equals(settings.values().get(GRAIN))) {
      return Optional.of(
          new Scope(
              "while operations are whole",
              "Whole operations take turns: single accesses were not looked at"
                  + (settings.values().containsKey(MODE) ? ", and mode changes nothing" : "")
                  + " (grain=accesses looks at them)."));
    }
    return switch (model) {
      case "tso" ->
          Optional.of(
              new Scope(
                  "by the CPU alone",
                  "The CPU alone (x86's store buffers), the compiler left out: ask java for both"
                      + " (model=java)."));
      case "sc" ->
          Optional.of(
              new Scope(
                  "by interleaving alone",
                  "Interleaving alone, CPU and compiler left out: ask java for both"
                      + " (model=java)."));
      default -> Optional.empty();
    };
  }

  /**
   * What a room's settings ask of the engine.
   *
   * @param model {@code sc} where whole operations are steps, whatever the control says
   */
  public record ProgramSetup(MemoryModel model, Grain grain, Modes modes) {
    public boolean whole() {
      return grain == Grain.OPERATIONS;
    }
  }

  /**
   * Reads the settings of a program room. A room without one of the controls {@code grain} and
   * {@code mode} has accesses as its grain, and its modes as shipped.
   */
  public static ProgramSetup of(Settings settings) {
    boolean whole = Grain.OPERATIONS.word().equals(settings.values().get(GRAIN));
    return new ProgramSetup(
        whole ? MemoryModel.SC : MemoryModel.parse(settings.get(MODEL)),
        whole ? Grain.OPERATIONS : Grain.ACCESSES,
        new Modes(settings.values().getOrDefault(MODE, Modes.SHIPPED.word())));
  }
}
