package lab.experiments.memory.falsesharing;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import lab.experiments.memory.falsesharing.CoherenceMachine.Layout;
import lab.experiments.memory.falsesharing.CoherenceMachine.Start;
import lab.explore.Claim;
import lab.room.Bench;
import lab.room.Benchmark;
import lab.room.Control;
import lab.room.Controls;
import lab.room.Evidence;
import lab.room.Experiment;
import lab.room.Fact;
import lab.room.Findings;
import lab.room.Live;
import lab.room.Predictions;
import lab.room.Room;
import lab.room.Scene;
import lab.room.Settings;

/** The room: two words, one line or two. */
public final class FalseSharing implements Experiment {
  private static final Controls CONTROLS =
      Controls.of(
          Control.choice(
              "layout", "both words on one line, or a line for each", "shared", "shared", "padded"),
          Control.choice(
              "start", "caches that have seen the lines, or empty ones", "warm", "warm", "cold"),
          Control.number("burst", "writes in a row before the other core has its turn", 1, 24, 1));

  private static final String BENCH = "lab.bench.memory.falsesharing.FalseSharingBench.";
  private static final String PICTURE = "lab.bench.memory.falsesharing.LayoutPicture";

  public static final Room ROOM = new FalseSharing().room();

  @Override
  public String address() {
    return "memory/false-sharing";
  }

  @Override
  public String title() {
    return "False sharing";
  }

  @Override
  public String question() {
    return "Why do two cores slow each other down when they write different variables?";
  }

  @Override
  public Controls controls() {
    return CONTROLS;
  }

  @Override
  public Settings fixed() {
    return CONTROLS.with(CONTROLS.defaults(), "layout", "padded");
  }

  @Override
  public Scene<?> scene(Settings settings) {
    CoherenceMachine machine = machine(settings);
    return new Scene<>(machine, s -> CoherencePicture.of(machine.layout(), s));
  }

  private static CoherenceMachine machine(Settings settings) {
    return new CoherenceMachine(
        settings.is("layout", "shared") ? Layout.SHARED : Layout.PADDED,
        settings.is("start", "warm") ? Start.WARM : Start.COLD,
        settings.number("burst"));
  }

  @Override
  public List<Evidence> evidence() {
    return List.of(
        new Fact(CoherenceMachine.PADDED_BEATS_SHARED, "cache-line-bytes", Optional.empty()),
        picture(List.of(), List.of()),
        picture(List.of("contended"), List.of("-XX:-RestrictContended")),
        new Bench(
            CoherenceMachine.PADDED_BEATS_SHARED,
            List.of(
                benchmark("shared", "segmentOneLine"),
                benchmark("padded", "segmentPadded64"),
                benchmark("padded, 128 bytes", "segmentPadded128"),
                benchmark("long[], neighbours", "arrayNeighbours"),
                benchmark("long[], 64 bytes apart", "arrayPadded64"),
                benchmark("long[], 128 bytes apart", "arrayPadded128"),
                benchmark("two fields", "fields"),
                benchmark("@Contended, ignored", "contendedIgnored"),
                benchmark("@Contended, -RestrictContended", "contended"),
                benchmark("opaque stores, shared", "opaqueStoresOneLine"),
                benchmark("opaque stores, padded", "opaqueStoresPadded"),
                benchmark("plain stores, shared", "plainStoresOneLine"),
                benchmark("plain stores, padded", "plainStoresPadded")),
            "padded",
            "shared",
            Optional.empty()));
  }

  /** Where the words of the layouts really are. */
  private static Live picture(List<String> arguments, List<String> flags) {
    return Live.of(CoherenceMachine.PADDED_BEATS_SHARED, PICTURE)
        .arguments(arguments.toArray(String[]::new))
        .flags(flags.toArray(String[]::new));
  }

  private static Benchmark benchmark(String label, String method) {
    return new Benchmark(label, BENCH + method, Map.of());
  }

  @Override
  public Predictions predictions() {
    return new Predictions(
        Map.of(
            CoherenceMachine.NO_TRANSFER, "breaks",
            CoherenceMachine.PADDED_BEATS_SHARED, "safe",
            CoherenceMachine.BOTH_WRITE, "reached"),
        Map.of(
            CoherenceMachine.NO_TRANSFER, "safe",
            CoherenceMachine.PADDED_BEATS_SHARED, "safe",
            CoherenceMachine.BOTH_WRITE, "reached"));
  }

  @Override
  public List<String> contrast() {
    return List.of("layout");
  }

  @Override
  public String sentence(Findings findings) {
    Claim.Costs costs =
        machine(CONTROLS.defaults()).claims().stream()
            .filter(c -> c instanceof Claim.Beats<?>)
            .map(c -> ((Claim.Beats<?>) c).costs().get())
            .findFirst()
            .orElseThrow();
    String model = "Model: %d line transfers shared, %d padded.".formatted(costs.b(), costs.a());
    Optional<Findings.Measured> shared = findings.measured("shared");
    Optional<Findings.Measured> padded = findings.measured("padded");
    if (shared.isEmpty() || padded.isEmpty()) {
      return model;
    }
    double b = shared.get().median();
    double a = padded.get().median();
    return String.format(
        Locale.ROOT, "%s Here %.1f vs %.1f %s: %.1f×.", model, b, a, shared.get().unit(), b / a);
  }
}
