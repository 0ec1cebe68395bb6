package lab.catalog;

import java.util.Map;
import lab.memorymodel.AccessMode;
import lab.memorymodel.Grain;
import lab.memorymodel.MemoryModel;

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
   * The memory model; {@code java} by default. It has no effect where whole operations are steps.
   */
  public static Control model() {
    return new Control.Choice(
        MODEL,
        "memory model, where the grain is accesses",
        MemoryModel.words(),
        MemoryModel.JAVA.word(),
        Map.of());
  }

  /** How accesses are ordered, with the aliases that people type. */
  public static Control mode(String text, String byDefault) {
    return new Control.Choice(MODE, text, AccessMode.WORDS, byDefault, AccessMode.ALIASES);
  }

  /** What one step is: {@code operations} or {@code accesses}. */
  public static Control grain(String byDefault) {
    return Control.choice(GRAIN, "what one step is", byDefault, "operations", "accesses");
  }

  /**
   * What a room's settings ask of the engine.
   *
   * @param model {@code sc} where whole operations are steps, whatever the control says
   * @param mode one of {@link AccessMode#WORDS}
   */
  public record ProgramSetup(MemoryModel model, Grain grain, String mode) {
    public boolean whole() {
      return grain == Grain.OPERATIONS;
    }
  }

  /**
   * Reads the settings of a program room. A room without one of the controls {@code grain} and
   * {@code mode} has accesses as its grain, and acquire-release as its mode.
   */
  public static ProgramSetup of(Settings settings) {
    boolean whole = "operations".equals(settings.values().get(GRAIN));
    return new ProgramSetup(
        whole ? MemoryModel.SC : MemoryModel.parse(settings.get(MODEL)),
        whole ? Grain.OPERATIONS : Grain.ACCESSES,
        settings.values().getOrDefault(MODE, "acquire-release"));
  }
}
