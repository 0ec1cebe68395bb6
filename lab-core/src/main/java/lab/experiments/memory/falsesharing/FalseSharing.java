package lab.experiments.memory.falsesharing;

import static lab.experiments.memory.falsesharing.CoherenceMachine.PADDED_BEATS_SHARED;

import java.util.List;
import lab.experiments.memory.falsesharing.CoherenceMachine.Layout;
import lab.experiments.memory.falsesharing.CoherenceMachine.Start;
import lab.explore.Claim;
import lab.room.Bench;
import lab.room.Choice;
import lab.room.Evidence;
import lab.room.Fact;
import lab.room.Findings;
import lab.room.Live;
import lab.room.Models;
import lab.room.Range;
import lab.room.Room;
import lab.room.Saying;
import lab.room.Scene;
import lab.room.Settings;

/** The room: two words, one line or two. */
public final class FalseSharing {
  private static final Choice<Layout> LAYOUT =
      Choice.of("layout", "both words in one line, or a line for each", Layout.class).primary();
  private static final Choice<Start> START =
      Choice.of("start", "caches that have seen the lines, or empty ones", Start.class);
  private static final Range BURST =
      Range.of("burst", "writes in a row before the other's turn, in what is compared", 1, 48, 1)
          .primary()
          .unit("writes");

  public static final Room ROOM =
      Room.at("memory/false-sharing")
          .title("False sharing")
          .question("Why do two cores slow each other down when they write different variables?")
          .controls(LAYOUT, START, BURST)
          .fixed("layout=padded")
          .hazard(CoherenceMachine.NO_TRANSFER, "a line crosses although no word is shared,")
          .contrast(LAYOUT)
          .scene(FalseSharing::scene)
          .world(FalseSharing::world)
          .evidence(FalseSharing::evidence)
          .sentence(FalseSharing::sentence)
          .build();

  private FalseSharing() {}

  private static Scene<?> scene(Settings settings) {
    Layout layout = settings.get(LAYOUT);
    CoherenceMachine machine =
        new CoherenceMachine(layout, settings.get(START), settings.get(BURST));
    return Scene.of(machine, s -> CoherencePicture.of(layout, s));
  }

  private static String world(Settings settings) {
    return "2 cores with a word each, %s, %d writes in all, caches %s"
        .formatted(
            settings.get(LAYOUT) == Layout.SHARED ? "both in one line" : "each in its own line",
            CoherenceMachine.WRITES,
            settings.get(START) == Start.WARM ? "that have written them" : "that are empty");
  }

  private static List<Evidence> evidence() {
    Live picture =
        Live.of(PADDED_BEATS_SHARED, "LayoutPicture")
            .about("where the two words of each layout lie in memory");
    return List.of(
        Fact.of(PADDED_BEATS_SHARED, "cache-line-bytes").about("the size of a line here"),
        picture,
        picture.arguments("contended").flags("-XX:-RestrictContended"),
        Bench.of(PADDED_BEATS_SHARED, "padded", "shared")
            .score("shared", "FalseSharingBench.segmentOneLine")
            .score("padded", "FalseSharingBench.segmentPadded64")
            .score("padded, 128 bytes", "FalseSharingBench.segmentPadded128")
            .score("long[], neighbours", "FalseSharingBench.arrayNeighbours")
            .score("long[], 64 bytes apart", "FalseSharingBench.arrayPadded64")
            .score("long[], 128 bytes apart", "FalseSharingBench.arrayPadded128")
            .score("two fields", "FalseSharingBench.fields")
            .score("@Contended, ignored", "FalseSharingBench.contendedIgnored")
            .score("@Contended, -RestrictContended", "FalseSharingBench.contended")
            .score("opaque stores, shared", "FalseSharingBench.opaqueStoresOneLine")
            .score("opaque stores, padded", "FalseSharingBench.opaqueStoresPadded")
            .about("two pinned threads that each add to a word of their own, or store into it")
            .analogue("time of an atomic add; how often a line moves is not counted here"));
  }

  private static String sentence(Findings found, Models models) {
    Claim.Costs costs = models.costs(PADDED_BEATS_SHARED);
    return Saying.that("Model: %d line transfers shared, %d padded.", costs.b(), costs.a())
        .and(
            " Here an atomic add takes %s ns shared, %s padded: %s×.",
            found.score("shared", 1), found.score("padded", 1), found.times("shared", "padded", 1))
        .text();
  }
}
