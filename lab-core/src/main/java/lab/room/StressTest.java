package lab.room;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import lab.memorymodel.AccessMode;
import lab.memorymodel.Modes;

/**
 * One jcstress test.
 *
 * @param name of the test class
 * @param settings the controls that this test stands for, others being as the person chose: the
 *     model's prediction is asked with these
 * @param outcomes every outcome that the test distinguishes
 * @param weakening how the classes under test are rewritten before they are loaded, if they are
 * @param twin whether it runs a copy that was broken on purpose, which shows that the test can fail
 * @param unproved how the class that runs differs from the world that the model proves something
 *     of, if it does: a zero of this test then rests on what was looked at, not on the proof
 */
public record StressTest(
    String name,
    Map<String, String> settings,
    List<Outcome> outcomes,
    Optional<Weakening> weakening,
    boolean twin,
    Optional<String> unproved) {
  public StressTest {
    settings = Ordered.copy(settings);
    outcomes = outcomes instanceof LazyList ? outcomes : List.copyOf(outcomes);
  }

  /** A test of the classes as they ship. */
  public StressTest(String name, Map<String, String> settings, List<Outcome> outcomes) {
    this(name, settings, outcomes, Optional.empty(), false, Optional.empty());
  }

  /**
   * A test of the classes as they ship.
   *
   * @param settings as in {@code tag=on tagBits=2}
   */
  public static StressTest of(String name, String settings, List<Outcome> outcomes) {
    return new StressTest(name, Settings.parse(settings), outcomes);
  }

  /** A test whose outcomes are computed when they are first looked at. */
  public static StressTest of(String name, String settings, Supplier<List<Outcome>> outcomes) {
    return new StressTest(name, Settings.parse(settings), new LazyList<>(outcomes));
  }

  /** The same test, of classes whose access modes are rewritten. */
  public StressTest weakened(Weakening how) {
    return new StressTest(name, settings, outcomes, Optional.of(how), twin, unproved);
  }

  /** The same test, of a copy that was broken on purpose. */
  public StressTest ofATwin() {
    return new StressTest(name, settings, outcomes, weakening, true, unproved);
  }

  /**
   * The same test, of a class to which the model's proof does not carry over: {@code the class has
   * a tag of 32 bits, and the proof is of one that never comes round}.
   */
  public StressTest unproved(String how) {
    return new StressTest(name, settings, outcomes, weakening, twin, Optional.of(how));
  }

  /** The same test, in that mode, of these classes rewritten in it, unless that is as they ship. */
  public StressTest in(String mode, Class<?>... shipped) {
    Map<String, String> with = new LinkedHashMap<>(settings);
    with.put(ProgramControls.MODE, mode);
    StressTest test = new StressTest(name, with, outcomes, weakening, twin, unproved);
    return mode.equals(Modes.SHIPPED.word()) ? test : test.weakened(Weakening.mode(mode, shipped));
  }

  /** The same test in every mode, of these classes rewritten in it. */
  public List<StressTest> inEveryMode(Class<?>... shipped) {
    return AccessMode.WORDS.stream().map(mode -> in(mode, shipped)).toList();
  }

  StressTest at(Address address, String claim) {
    // What is computed late stays so: listing tests is to cost nothing.
    List<Outcome> whole =
        outcomes instanceof LazyList
            ? new LazyList<>(() -> outcomes.stream().map(o -> o.of(claim)).toList())
            : outcomes.stream().map(o -> o.of(claim)).toList();
    return new StressTest(
        address.named("lab.stress", name), settings, whole, weakening, twin, unproved);
  }
}
