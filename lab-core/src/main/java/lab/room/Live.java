package lab.room;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A program of ours that runs in a child JVM and prints what it found, one JSON object a line (see
 * {@code lab.bench.harness.LiveAnswers}): values, which are shown as they are; counts of the
 * outcomes named here, judged as those of a stress test are; scores, judged as those of a benchmark
 * are, if two of them are to be compared; or why it cannot be done on this host.
 *
 * @param claim the claim that is asked about, or beside which the values are shown
 * @param main name of the main class
 * @param arguments of the program
 * @param flags of its JVM, besides those that every measuring JVM has
 * @param settings the controls that this run stands for, as in {@link StressTest}
 * @param outcomes every outcome that it counts; empty: it counts none
 * @param compares the labels of two scores of which the first should cost less
 * @param takesTime whether it is told how long to look, by a last argument {@code --millis=N}, and
 *     before it every control's value, as in {@code --mode=opaque}
 * @param weakening how the classes under test are rewritten before they are loaded, if they are
 * @param twin whether it runs a copy that was broken on purpose, as in {@link StressTest}
 */
public record Live(
    String claim,
    String main,
    List<String> arguments,
    List<String> flags,
    Map<String, String> settings,
    List<Outcome> outcomes,
    Optional<Comparison> compares,
    boolean takesTime,
    Optional<Weakening> weakening,
    boolean twin,
    String about,
    Optional<String> analogue,
    Optional<String> unseen)
    implements Evidence {
  public Live {
    arguments = List.copyOf(arguments);
    flags = List.copyOf(flags);
    settings = Ordered.copy(settings);
    outcomes = List.copyOf(outcomes);
  }

  /** The labels of two scores. */
  public record Comparison(String a, String b) {}

  /** A program without arguments that prints values. */
  public static Live of(String claim, String main) {
    return new Live(
        claim,
        main,
        List.of(),
        List.of(),
        Map.of(),
        List.of(),
        Optional.empty(),
        false,
        Optional.empty(),
        false,
        "",
        Optional.empty(),
        Optional.empty());
  }

  /** What differs in a copy. */
  private final class Copy {
    private String main = Live.this.main;
    private List<String> arguments = Live.this.arguments;
    private List<String> flags = Live.this.flags;
    private Map<String, String> settings = Live.this.settings;
    private List<Outcome> outcomes = Live.this.outcomes;
    private Optional<Comparison> compares = Live.this.compares;
    private boolean takesTime = Live.this.takesTime;
    private Optional<Weakening> weakening = Live.this.weakening;
    private boolean twin = Live.this.twin;
    private String about = Live.this.about;
    private Optional<String> analogue = Live.this.analogue;
    private Optional<String> unseen = Live.this.unseen;
  }

  private Live with(Consumer<Copy> change) {
    Copy c = new Copy();
    change.accept(c);
    return new Live(
        claim,
        c.main,
        c.arguments,
        c.flags,
        c.settings,
        c.outcomes,
        c.compares,
        c.takesTime,
        c.weakening,
        c.twin,
        c.about,
        c.analogue,
        c.unseen);
  }

  public Live arguments(String... words) {
    return with(c -> c.arguments = List.of(words));
  }

  public Live flags(String... words) {
    return with(c -> c.flags = List.of(words));
  }

  public Live settings(Map<String, String> stands) {
    return with(c -> c.settings = stands);
  }

  /** The controls that it stands for, as in {@code mode=plain}. */
  public Live settings(String stands) {
    return settings(Settings.parse(stands));
  }

  public Live outcomes(List<Outcome> counted) {
    return with(c -> c.outcomes = counted);
  }

  public Live outcomes(Outcome... counted) {
    return outcomes(List.of(counted));
  }

  public Live compares(String less, String more) {
    return with(c -> c.compares = Optional.of(new Comparison(less, more)));
  }

  /** Told how long to look. */
  public Live timed() {
    return with(c -> c.takesTime = true);
  }

  /** The same run, of classes whose access modes are rewritten. */
  public Live weakened(Weakening how) {
    return with(c -> c.weakening = Optional.of(how));
  }

  /** The same run, of a copy that was broken on purpose. */
  public Live ofATwin() {
    return with(c -> c.twin = true);
  }

  /** What is run, in words. */
  public Live about(String words) {
    return with(c -> c.about = words);
  }

  public Live analogue(String reason) {
    return with(c -> c.analogue = Optional.of(reason));
  }

  /** Why a zero says little, in a few words. */
  public Live unseen(String reason) {
    return with(c -> c.unseen = Optional.of(reason));
  }

  @Override
  public String kind() {
    return "live";
  }

  @Override
  public List<String> tests() {
    return List.of(main);
  }

  @Override
  public List<Map<String, String>> rows() {
    return List.of(settings);
  }

  @Override
  public Live at(Address address) {
    return with(c -> {
      c.main = address.named("lab.bench", main);
      c.outcomes = outcomes.stream().map(o -> o.of(claim)).toList();
    });
  }
}
