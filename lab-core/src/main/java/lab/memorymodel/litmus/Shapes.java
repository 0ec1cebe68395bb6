package lab.memorymodel.litmus;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import lab.input.BadInput;
import lab.input.Suggest;

/**
 * The named shapes. Each has one source, a {@code .litmus} resource: the program that is explored,
 * its picture and the jcstress tests are made from it.
 */
public final class Shapes {
  /** The shapes of the literature, then the cores of this lab's experiments. */
  private static final List<String> NAMES =
      List.of(
          "MP",
          "SB",
          "LB",
          "S",
          "R",
          "2+2W",
          "CoRR",
          "CoWR",
          "WRC",
          "RWC",
          "ISA2",
          "IRIW",
          "pin",
          "spsc",
          "rearm",
          "seqlock",
          "peterson",
          "lost-update");

  /** Message passing with a consumer that waits: no shape of its own, but {@code MP} as written. */
  public static final String SPINNING_MP = "MP-spin";

  private static final Map<String, LitmusTest> READ = new ConcurrentHashMap<>();

  private Shapes() {}

  /** The names of {@link #all()}. */
  public static List<String> names() {
    return NAMES;
  }

  public static List<LitmusTest> all() {
    return NAMES.stream().map(Shapes::named).toList();
  }

  /**
   * The shape of that name, or {@link #SPINNING_MP}.
   *
   * @throws BadInput if there is none
   */
  public static LitmusTest named(String name) {
    if (!NAMES.contains(name) && !name.equals(SPINNING_MP)) {
      throw new BadInput(
          "shape is one of %s (got %s)%s"
              .formatted(String.join(", ", NAMES), name, Suggest.didYouMean(name, NAMES)));
    }
    return READ.computeIfAbsent(name, Shapes::read);
  }

  private static LitmusTest read(String name) {
    String file = name + ".litmus";
    try (InputStream in = Shapes.class.getResourceAsStream("/lab/shapes/" + file)) {
      return LitmusReader.read(file, new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
