package lab.experiments.nic.datapath;

import static lab.experiments.RoomFixture.counted;
import static lab.experiments.RoomFixture.explore;
import static lab.experiments.RoomFixture.findings;
import static lab.experiments.RoomFixture.last;
import static lab.experiments.RoomFixture.measured;
import static lab.experiments.RoomFixture.picture;
import static lab.experiments.RoomFixture.story;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import lab.experiments.Whereabouts;
import lab.explore.Claim;
import lab.explore.Exploration;
import lab.explore.Exploration.Outcome;
import lab.input.BadInput;
import lab.memorymodel.Grain;
import lab.memorymodel.MemoryModel;
import lab.memorymodel.Modes;
import lab.memorymodel.ProgramState;
import lab.room.Bench;
import lab.room.Evidence;
import lab.room.Findings;
import lab.room.Live;
import lab.room.ProgramControls.ProgramSetup;
import lab.room.Room;
import lab.stage.Piece;
import lab.stage.Stage;
import lab.stage.Tone;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DatapathTest {
  private static final Room ROOM = Datapath.ROOM;
  private static final String LOST =
      "app.payload,app.put,driver.take:1,driver.descriptor,driver.doorbell,nic.doorbell:1,"
          + "nic.fetch:0";

  @ParameterizedTest
  @CsvSource({
    "sc, opaque, 1, poll, 260, SAFE",
    "sc, opaque, 2, interrupt, 2042, SAFE",
    "tso, opaque, 1, poll, 729, SAFE",
    "tso, opaque, 1, interrupt, 17796, SAFE",
    "java, acquire-release, 2, poll, 104, SAFE",
    "java, acquire-release, 2, interrupt, 6880, SAFE",
    "java, acquire-release, 1, interrupt, 20878, SAFE",
    "java, volatile, 2, poll, 242, SAFE",
    "java, opaque, 2, poll, 510, BREAKS",
  })
  void everyModelIsExhausted(
      String model, String mode, String batch, String rx, long states, Outcome outcome) {
    Exploration found =
        explore(ROOM, "model=%s mode=%s batch=%s rx=%s".formatted(model, mode, batch, rx));
    assertThat(found.complete()).isTrue();
    assertThat(found.states()).isEqualTo(states);
    assertThat(found.answer("whole").outcome()).isEqualTo(outcome);
    assertThat(found.answer("delivered").outcome()).isEqualTo(outcome);
  }

  /** Only relaxed hand-overs lose packets, and only where a compiler or CPU may reorder stores. */
  @Test
  void theModelsThatAllowAPacketToBeLost() {
    for (Evidence evidence : ROOM.evidence()) {
      if (evidence instanceof Live live && !live.outcomes().isEmpty()) {
        String mode = live.settings().get("mode");
        List<String> allowing = mode.equals("opaque") ? List.of("java") : List.of();
        assertThat(live.outcomes())
            .filteredOn(lab.room.Outcome::violation)
            .hasSize(4)
            .allSatisfy(o ->
                assertThat(ROOM.models().allowing(o, ROOM.settings("mode=" + mode)))
                    .as(mode)
                    .isEqualTo(allowing));
      }
    }
  }

  /** The descriptor that is fetched too early leads nowhere, or into the kernel. */
  @Test
  void withoutTheIommuAStaleDescriptorSendsTheKernelsText() {
    ProgramState blocked = last(opaque(true), LOST);
    assertThat(DatapathProgram.FAULTS.in(blocked)).isOne();

    ProgramState leaked = last(opaque(false), LOST + ",nic.write");
    assertThat(DatapathProgram.BUFFER.in(leaked, 0)).isEqualTo(DatapathProgram.KERNEL_TEXT);
    assertThat(explore(ROOM, "iommu=passthrough").answer("whole").outcome())
        .isEqualTo(Outcome.BREAKS);
  }

  /** The last sentence of a dead end says who waits for what. */
  @Test
  void anEmptySlotSaysWhatBecomesOfThePacket() {
    assertThat(story(opaque(true), LOST))
        .contains("The NIC reads descriptor0 = 0")
        .endsWith(
            "An empty slot leads to no page, and the IOMMU blocks it: this packet never leaves, and"
                + " kernel and worker wait for it for ever.");
    assertThat(story(opaque(false), LOST)).endsWith("and nobody will ever have the packet.");
    String fetched = LOST.replace("nic.fetch:0", "nic.fetch:1");
    assertThat(story(opaque(true), fetched)).doesNotContain("for ever");
  }

  @Test
  void theWorldIsThatOfTheSettings() {
    assertThat(ROOM.world(ROOM.fixed()))
        .isEqualTo(
            "2 packets through rings of 2 slots, none used twice, a doorbell for each, a kernel"
                + " that polls, an IOMMU");
    assertThat(ROOM.world(ROOM.settings("batch=64 rx=interrupt iommu=passthrough")))
        .endsWith("one doorbell for both, a kernel that sleeps until an interrupt, no IOMMU");
  }

  /** What costs less is counted by the machine, or is arithmetic and measured as it is claimed. */
  @Test
  void eachComparisonSaysWhatItIs() {
    for (Evidence evidence : ROOM.evidence()) {
      if (evidence.claim().equals("batch-pays")) {
        assertThat(evidence.analogue().orElse("")).startsWith("time is measured here");
      }
      if (evidence instanceof Bench bench) {
        assertThat(bench.benchmarks())
            .allMatch(b -> b.method().endsWith(":gc.alloc.rate.norm"), "bytes are measured");
      }
    }
    assertThat(ROOM.claims(ROOM.fixed()))
        .filteredOn(Claim.Beats.class::isInstance)
        .extracting(c -> c.name() + " " + ((Claim.Beats<?>) c).arithmetic())
        .containsExactlyInAnyOrder("batch-pays false", "no-allocation true");
  }

  @Test
  void settingsThatDoNotGoTogetherAreRefused() {
    assertThatThrownBy(() -> ROOM.scene(ROOM.settings("ring=100")))
        .isInstanceOf(BadInput.class)
        .hasMessage("ring is a power of two, 8..4096 (got 100)");
    assertThatThrownBy(() -> ROOM.scene(ROOM.settings("ring=8 batch=8")))
        .isInstanceOf(BadInput.class)
        .hasMessage("batch is less than ring, or the doorbell never rings (got batch=8, ring=8)");
    assertThatThrownBy(() -> ROOM.settings("mode=plain")).isInstanceOf(BadInput.class);
    assertThat(ROOM.settings("mode=relaxed").get("mode")).isEqualTo("opaque");
  }

  @Test
  void thePictureShowsThePacketThatIsLost() {
    DatapathMachine machine = opaque(true);
    String picture = drawn(machine, false, last(machine, LOST));
    assertThat(picture)
        .contains("blocked 1", "doorbell 1", "tail = doorbell", Tone.BAD.name())
        .doesNotContain("masked");
    assertThat(drawn(machine, true, machine.start()))
        .contains("masked", "payload0 = 11")
        .doesNotContain(Tone.BAD.name());
  }

  private static final String THROUGH =
      "app.payload,app.put,driver.take:1,driver.descriptor,driver.doorbell,nic.doorbell:1,"
          + "nic.fetch,nic.dma,nic.write,nic.done,kernel.done:1,kernel.push,kernel.sequence,"
          + "worker.sequence:1,worker.take,worker.read";

  /** Each place in turn, and none twice. */
  @Test
  void aPacketGoesThroughEveryPlace() {
    List<String> way = Whereabouts.of("packet 0", ROOM, "mode=acquire-release", THROUGH);
    assertThat(List.copyOf(new LinkedHashSet<>(way)))
        .containsExactly(
            "the application",
            "the SPSC ring",
            "the driver",
            "the TX ring",
            "the NIC",
            "the RX ring",
            "the kernel",
            "the MPMC ring",
            "the worker");
    assertThat(way).isSortedAccordingTo(Comparator.comparingInt(way::indexOf));
    assertThat(Whereabouts.of("packet 1", ROOM, "mode=acquire-release", THROUGH))
        .containsOnly("the application");
  }

  /** What waits in a store buffer is with who stored it, and is handed over when it leaves. */
  @Test
  void aStoreBufferHandsNothingOver() {
    String settings = "model=tso mode=opaque";
    assertThat(
            Whereabouts.of(
                "packet 0",
                ROOM,
                settings,
                "app.payload,app.put,app.drain,app.drain,driver.take,driver.descriptor,"
                    + "driver.drain"))
        .containsExactly(
            "the application",
            "the application",
            "the application",
            "the application",
            "the SPSC ring",
            "the driver",
            "the driver",
            "the TX ring");
  }

  /** A packet whose descriptor was found empty stays where it is; another's bytes are none. */
  @Test
  void whatIsLostStaysInTheRingUntilSomethingElseTakesItsPlace() {
    assertThat(Whereabouts.of("packet 0", ROOM, "", LOST).getLast()).isEqualTo("the TX ring");
    assertThat(Whereabouts.of("packet 0", ROOM, "iommu=passthrough", LOST + ",nic.write").getLast())
        .isEmpty();
  }

  /** The moment before a packet is lost: what its reader may still find is in the slot. */
  @Test
  void aSlotSaysThatItsReaderMayFindItEmpty() {
    String before = LOST.substring(0, LOST.lastIndexOf(','));
    assertThat(slot(picture(ROOM, "", before), "tx", 0))
        .returns("0 or empty", Piece.Cell::label)
        .returns(Tone.WARN, Piece.Cell::tone);
    assertThat(slot(picture(ROOM, "mode=acquire-release", before), "tx", 0).label())
        .isEqualTo("packet 0");
  }

  private static Piece.Cell slot(Stage stage, String ring, int i) {
    return ((Piece.Cells) stage.piece(ring).orElseThrow()).cells().get(i);
  }

  @Test
  void theSentenceSaysOnlyWhatWasFound() {
    assertThat(ROOM.sentence(findings(List.of(), List.of()))).isEmpty();
    Findings.Counted lost = counted("whole", "mode=acquire-release", 0, 5_000_000);
    assertThat(
            ROOM.sentence(
                findings(
                    List.of(lost),
                    List.of(
                        measured("batch-pays", "batch=1", 120),
                        measured("batch-pays", "batch=64", 30),
                        measured("batch-pays", "base", 100),
                        measured("batch-pays", "padding=off", 130),
                        measured("no-allocation", "the data path", 0.04),
                        measured("no-allocation", "an object a frame", 16.01)),
                    List.of(new Findings.Value("whole", "packets per second", "3.1 million")))))
        .isEqualTo(
            "As shipped, lost, torn, repeated or reordered: 0 of 5.0 million. The software NIC"
                + " moved 3.1 million. 0.04 bytes allocated per frame. With an object a frame,"
                + " 16.01 are seen. A frame takes 4.00 times as long with batch=1 as with batch=64."
                + " With padding=off it takes 1.30 times as long as without.");
  }

  private static DatapathMachine opaque(boolean iommu) {
    return new DatapathMachine(
        new DatapathProgram.Setup(1, false, iommu),
        new ProgramSetup(MemoryModel.JAVA, Grain.ACCESSES, new Modes("opaque")));
  }

  private static String drawn(DatapathMachine machine, boolean interrupt, ProgramState s) {
    return new DatapathPicture(machine, interrupt).of(s).toString();
  }
}
