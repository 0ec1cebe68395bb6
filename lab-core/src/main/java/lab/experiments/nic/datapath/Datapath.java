package lab.experiments.nic.datapath;

import java.util.List;
import java.util.Map;
import lab.input.BadInput;
import lab.memorymodel.MemoryModel;
import lab.room.Choice;
import lab.room.ProgramControls;
import lab.room.Range;
import lab.room.Room;
import lab.room.Scene;
import lab.room.Settings;

/** The room: a packet's whole way, from an application to a worker, through the software NIC. */
public final class Datapath {
  private static final String LIVE = "live";

  private static final Choice<String> MODE =
      Choice.words(
              ProgramControls.MODE,
              "how every hand-over is ordered",
              List.of("opaque", "acquire-release", "volatile"))
          .aliases(
              Map.of(
                  "relaxed", "opaque",
                  "release-acquire", "acquire-release",
                  "acq-rel", "acquire-release",
                  "seq-cst", "volatile"))
          .primary();
  private static final Choice<MemoryModel> MODEL = ProgramControls.model();
  private static final Range BATCH =
      Range.of("batch", "packets for each ring of the doorbell; the machine has two", 1, 64, 1)
          .log(2)
          .primary();
  private static final Choice<Boolean> INTERRUPT =
      Choice.of("rx", "how the receiver learns of packets", "poll", false)
          .or("interrupt", true)
          .primary();
  private static final Choice<Boolean> IOMMU =
      Choice.of("iommu", "what memory the device reaches", "on", true).or("passthrough", false);
  private static final Choice<Boolean> PADDING =
      Choice.of("padding", "live: heads and tails on lines of their own", "on", true)
          .or("off", false)
          .group(LIVE);
  private static final Range RING =
      Range.of("ring", "live: slots of each ring, a power of two", 8, 4096, 256).log(2).group(LIVE);
  private static final Range FRAME =
      Range.of("frame", "live: bytes of a frame, FCS included", 64, 1518, 64)
          .unit("bytes")
          .group(LIVE);

  public static final Room ROOM =
      Room.at("nic/datapath")
          .title("The whole datapath")
          .question(
              "Does a packet reach its worker once, whole and in order, through every ring on its"
                  + " way?")
          .controls(MODE, MODEL, BATCH, INTERRUPT, IOMMU, PADDING, RING, FRAME)
          .fixed("mode=acquire-release")
          .hazard(DatapathMachine.DELIVERED, "a packet is lost")
          .scene(Datapath::scene)
          .world(settings -> setup(settings).world())
          .evidence(DatapathEvidence::all)
          .sentence((found, _) -> DatapathEvidence.sentence(found))
          .build();

  private Datapath() {}

  private static Scene<?> scene(Settings settings) {
    int ring = settings.get(RING);
    int batch = settings.get(BATCH);
    if (Integer.bitCount(ring) != 1) {
      throw new BadInput("ring is a power of two, %s (got %d)".formatted(RING.domain(), ring));
    }
    if (batch >= ring) {
      throw new BadInput(
          "batch is less than ring, or the doorbell never rings (got batch=%d, ring=%d)"
              .formatted(batch, ring));
    }
    DatapathProgram.Setup setup = setup(settings);
    DatapathMachine machine = new DatapathMachine(setup, ProgramControls.of(settings));
    // Five threads and seventeen cells in full are more than a screen shows.
    return Scene.of(machine, new DatapathPicture(machine, setup.interrupt())::of);
  }

  private static DatapathProgram.Setup setup(Settings settings) {
    return new DatapathProgram.Setup(
        Math.min(settings.get(BATCH), DatapathProgram.PACKETS),
        settings.get(INTERRUPT),
        settings.get(IOMMU));
  }
}
