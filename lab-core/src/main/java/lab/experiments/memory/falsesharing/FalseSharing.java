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
      Choice.of("layout", "both words on one line, or a line for each", Layout.class).primary();
  private static final Choice<Start> START =
      Choice.of("start", "caches that have seen the lines, or empty ones", Start.class);
  private static final Range BURST =
      Range.of("burst", "writes in a row before the other core has its turn", 1, 24, 1)
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

  private static List<Evidence> evidence() {
    // Where the words of the layouts really are.
    Live picture = Live.of(PADDED_BEATS_SHARED, "LayoutPicture");
    return List.of(
        Fact.of(PADDED_BEATS_SHARED, "cache-line-bytes"),
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
            .score("plain stores, shared", "FalseSharingBench.plainStoresOneLine")
            .score("plain stores, padded", "FalseSharingBench.plainStoresPadded"));
  }

  private static String sentence(Findings found, Models models) {
    Claim.Costs costs = models.costs(PADDED_BEATS_SHARED);
    return Saying.that("Model: %d line transfers shared, %d padded.", costs.b(), costs.a())
        .and(
            " Here %s vs %s ns/op: %s×.",
            found.score("shared", 1), found.score("padded", 1), found.times("shared", "padded", 1))
        .text();
  }
}
