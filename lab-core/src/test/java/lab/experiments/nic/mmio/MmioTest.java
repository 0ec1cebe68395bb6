package lab.experiments.nic.mmio;

import static lab.experiments.RoomFixture.cells;
import static lab.experiments.RoomFixture.explore;
import static lab.experiments.RoomFixture.findings;
import static lab.experiments.RoomFixture.labels;
import static lab.experiments.RoomFixture.last;
import static lab.experiments.RoomFixture.measured;
import static lab.experiments.RoomFixture.picture;
import static lab.experiments.RoomFixture.refused;
import static lab.experiments.RoomFixture.schedule;
import static lab.experiments.RoomFixture.stories;
import static lab.experiments.RoomFixture.story;
import static lab.experiments.Whereabouts.places;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import lab.experiments.Whereabouts;
import lab.experiments.nic.mmio.MmioState.Packet;
import lab.experiments.nic.mmio.MmioState.Phase;
import lab.explore.Claim;
import lab.explore.Replay;
import lab.explore.Schedule;
import lab.input.BadInput;
import lab.room.Bench;
import lab.room.NoEvidence;
import lab.room.Range;
import lab.stage.Piece;
import lab.stage.Stage;
import lab.stage.Tone;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MmioTest {

  /** n writes with credits for all; n reads one after the other: n * t_issue against n * t_rtt. */
  @ParameterizedTest
  @CsvSource({"5, 6, 5, 30", "1, 6, 1, 6", "8, 6, 8, 48", "5, 1, 5, 5", "3, 12, 3, 36"})
  void writesAndReadsTakeWhatTheFormulasSay(int n, int readTicks, int writes, int reads) {
    Claim.Costs costs = costs("n=%d readTicks=%d".formatted(n, readTicks));
    assertThat(costs.a()).isEqualTo(writes);
    assertThat(costs.b()).isEqualTo(reads);
  }

  /** Too few credits: the device's own pace decides. */
  @ParameterizedTest
  @CsvSource({"8, 1, 5", "8, 4, 5", "2, 1, 7", "1, 1, 13", "1, 8, 28", "2, 8, 20"})
  void withoutCreditsTheCoreWaits(int credits, int drain, int writes) {
    assertThat(costs("credits=%d drain=%d".formatted(credits, drain)).a()).isEqualTo(writes);
  }

  @Test
  void aDeviceSlowEnoughMakesWritesCostMoreThanReads() {
    assertThat(answer("credits=1 drain=8 readTicks=1", "writes-beat-reads")).isEqualTo("breaks");
  }

  /** The lesson, whatever n is: how long the read takes beside the writes does not matter. */
  @Test
  void oneStrayReadMakesTheCoreWaitForEveryN() {
    Range n = (Range) Mmio.ROOM.controls().named("n");
    Range readTicks = (Range) Mmio.ROOM.controls().named("readTicks");
    for (int writes = n.min(); writes <= n.max(); writes++) {
      for (int ticks = readTicks.min(); ticks <= readTicks.max(); ticks++) {
        String settings = "n=%d readTicks=%d".formatted(writes, ticks);
        assertThat(schedule(explore(Mmio.ROOM, settings), "core-never-waits"))
            .as(settings)
            .isEqualTo("clock.tick*" + (writes + 1));
        assertThat(answer(settings + " strayRead=off", "core-never-waits"))
            .as(settings)
            .isEqualTo("safe");
      }
    }
    assertThat(stories(Mmio.ROOM, "n=8", "clock.tick*9").getLast())
        .contains("the sender waits for the device: its read is not back");
  }

  /** A write waits too once the credits are gone. */
  @Test
  void withoutCreditsAWriteMakesTheCoreWaitToo() {
    assertThat(schedule(explore(Mmio.ROOM, "strayRead=off credits=1"), "core-never-waits"))
        .isEqualTo("clock.tick*2");
    assertThat(stories(Mmio.ROOM, "credits=1", "clock.tick*2"))
        .endsWith("t=2: the sender waits for the device: no credit is left.");
  }

  /** Who empties the combining buffer before the doorbell leaves: CPU, fence, or nobody. */
  @ParameterizedTest
  @CsvSource({
    "uc,          off, safe,   safe",
    "wc-uc-intel, off, safe,   safe",
    "wc-uc-intel, on,  safe,   safe",
    "wc-uc-amd,   off, breaks, safe",
    "wc-uc-amd,   on,  safe,   safe",
    "wc-wc,       off, breaks, safe",
    "wc-wc,       on,  safe,   safe",
    "nc-device,   off, breaks, breaks",
    "nc-device,   on,  safe,   safe",
  })
  void memoryTypesDecideWhatTheDoorbellMayPass(
      String memory, String fence, String bell, String readBack) {
    String settings = "memory=%s fence=%s".formatted(memory, fence);
    for (int n : new int[] {1, 2, 5, 9}) {
      String these = settings + " n=" + n;
      assertThat(explore(Mmio.ROOM, these).complete()).isTrue();
      assertThat(answer(these, "doorbell-after-its-data"))
          .as(these)
          .isEqualTo(n == 1 ? "safe" : bell);
      assertThat(answer(these, "done-means-arrived"))
          .as(these)
          .isEqualTo(n == 1 ? "safe" : readBack);
    }
  }

  /** The shortest ways to a doorbell without its data: by a store, and by an eviction. */
  @Test
  void aDoorbellOvertakesWhatIsStillBeingCombined() {
    assertThat(schedule(explore(Mmio.ROOM, "memory=wc-uc-amd"), "doorbell-after-its-data"))
        .isEqualTo("clock.tick*8");
    assertThat(schedule(explore(Mmio.ROOM, "memory=wc-wc"), "doorbell-after-its-data"))
        .isEqualTo("clock.tick*5,cpu.evict:doorbell,clock.tick*3");
    assertThat(story(Mmio.ROOM, "memory=wc-wc", "clock.tick*5,cpu.evict:doorbell"))
        .isEqualTo("The CPU evicts the buffer of the doorbell before that of its data.");
    assertThat(stories(Mmio.ROOM, "memory=wc-wc", "clock.tick*5"))
        .startsWith("t=1: the sender stores write 0, which stays in a combining buffer.")
        .endsWith("t=5: the sender stores the doorbell, which stays in a combining buffer.");
    assertThat(story(Mmio.ROOM, "memory=nc-device", "clock.tick*5"))
        .isEqualTo("t=5: the sender rings the doorbell.");
    assertThat(story(Mmio.ROOM, "memory=nc-device", "clock.tick*8"))
        .contains("the device sees the doorbell before its data");
  }

  /** Intel's drain and a fence cost the same tick, and send the data first. */
  @Test
  void anUncachedDoorbellOfIntelSendsTheDataFirst() {
    for (String settings : List.of("memory=wc-uc-intel", "memory=wc-wc fence=on")) {
      MmioState state = last(machine(settings), "clock.tick*6");
      assertThat(state.writes().flight()).extracting(Packet::stores).containsExactly(4, 1);
      assertThat(state.sender().issued()).isEqualTo(5);
    }
    assertThat(story(Mmio.ROOM, "memory=wc-uc-intel", "clock.tick*5"))
        .contains("the uncached doorbell waits until the write-combining buffer is flushed");
    assertThat(story(Mmio.ROOM, "memory=wc-wc fence=on", "clock.tick*5"))
        .contains("the sender's fence flushes its write-combining buffer");
  }

  /** On Arm a Device read says nothing of Normal memory: its answer comes, the data stays. */
  @Test
  void aReadOfADeviceRegisterLeavesNormalMemoryInItsBuffer() {
    MmioState state = last(machine("memory=nc-device"), "clock.tick*11");
    assertThat(state.sender().phase()).isEqualTo(Phase.DONE);
    assertThat(state.writes().combining()).isEqualTo(4);
    // What leaves after the read does not keep it: it comes back at the same time.
    MmioState evicted =
        last(machine("memory=nc-device"), "clock.tick*6,cpu.evict:data,clock.tick*5");
    assertThat(evicted.sender().phase()).isEqualTo(Phase.DONE);
    // What left before it does, on a slow device.
    MmioState before =
        last(machine("memory=nc-device drain=8"), "clock.tick*4,cpu.evict:data,clock.tick*7");
    assertThat(before.sender().phase()).isEqualTo(Phase.STALLED);
  }

  @Test
  void combinedStoresBecomeOnePacketWhenTheBufferIsEvicted() {
    MmioState state = last(machine("memory=wc-wc"), "clock.tick*4,cpu.evict:data");
    assertThat(state.writes().flight()).containsExactly(new Packet(4, false, 3, false));
    assertThat(state.writes().combining()).isZero();
    assertThat(story(machine("memory=wc-wc"), "clock.tick*4,cpu.evict:data,clock.tick*3"))
        .isEqualTo(
            "t=7: the sender waits for the device: its read is not back; the device takes 4"
                + " writes.");
  }

  /** A full line leaves by itself: eight stores of eight bytes. */
  @Test
  void aFullBufferLeavesByItself() {
    MmioState state = last(machine("memory=wc-wc n=12"), "clock.tick*9");
    assertThat(state.writes().flight()).extracting(Packet::stores).containsExactly(8);
    assertThat(state.writes().combining()).isEqualTo(1);
  }

  @Test
  void whatIsIssuedHasNotArrived() {
    assertThat(schedule(explore(Mmio.ROOM, "assume=on"), "done-means-arrived"))
        .isEqualTo("clock.tick*5");
  }

  /** Reading back is a flush: with any backlog, the read comes back after the last write. */
  @ParameterizedTest
  @CsvSource({"1, uc", "1, wc-uc-amd", "4, uc", "4, wc-wc", "8, uc"})
  void aReadComesBackAfterAllEarlierWrites(int drain, String memory) {
    String settings = "drain=%d memory=%s".formatted(drain, memory);
    assertThat(answer(settings, "done-means-arrived")).isEqualTo("safe");
    assertThat(explore(Mmio.ROOM, settings).complete()).isTrue();
    MmioMachine machine = machine(settings);
    MmioState s = machine.start();
    while (s.sender().phase() != Phase.DONE) {
      s = Replay.run(machine, s, Schedule.parse("clock.tick")).last();
    }
    assertThat(s.writes().taken()).isEqualTo(5);
    assertThat(s.sender().stalled()).isGreaterThanOrEqualTo(6);
  }

  /** A device that needs 4 ticks a packet takes the last at 4 + 4*4, and its answer flies 3. */
  @Test
  void aReadBehindABacklogTakesLonger() {
    MmioState s = last(machine("drain=4"), "clock.tick*23");
    assertThat(s.sender().phase()).isEqualTo(Phase.DONE);
    assertThat(s.sender().stalled()).isEqualTo(18);
  }

  @Test
  void whatIsNotPossibleHasAReason() {
    assertThat(refused(Mmio.ROOM, "", "clock.tick")).isEmpty();
    assertThat(refused(Mmio.ROOM, "memory=wc-wc", ""))
        .containsExactly(
            "cpu.evict:data the buffer is empty", "cpu.evict:doorbell the buffer is empty");
    assertThat(refused(Mmio.ROOM, "memory=wc-uc-amd credits=1", "clock.tick,cpu.evict:data"))
        .containsExactly("cpu.evict:data no credit is left for a packet");
    assertThat(refused(Mmio.ROOM, "memory=wc-uc-amd assume=on", "clock.tick*30"))
        .containsExactly(
            "clock.tick nothing moves by itself: what is being combined waits for the CPU");
    // Nobody but the CPU sends the doorbell, and the sender looks for an answer that cannot come.
    assertThat(refused(Mmio.ROOM, "memory=wc-wc strayRead=off", "clock.tick*30"))
        .containsExactly(
            "clock.tick nothing moves by itself: what is being combined waits for the CPU");
    assertThatThrownBy(() -> Mmio.ROOM.settings("fence=on"))
        .isInstanceOf(BadInput.class)
        .hasMessageContaining("nothing combines, and there is nothing to flush");
    assertThat(refused(Mmio.ROOM, "", "clock.tick*30"))
        .containsExactly("clock.tick all writes have arrived, and all reads are done");
  }

  @Test
  void theStoriesSayWhoDoesWhat() {
    assertThat(stories(Mmio.ROOM, "", "clock.tick*11"))
        .contains(
            "t=1: the sender issues write 0 and goes on.",
            "t=4: the sender issues write 3 and goes on; the device takes a write.",
            "t=5: the sender rings the doorbell; the device takes a write.",
            "t=8: the sender waits for the device: its read is not back; the device sees the"
                + " doorbell.",
            "t=11: the sender waits for its read, which comes back: it takes itself for done.");
    assertThat(stories(Mmio.ROOM, "n=1 readTicks=1", "clock.tick*2"))
        .last()
        .asString()
        .startsWith("t=2: the sender waits for its read, which comes back:");
  }

  @Test
  void thePictureShowsWhereEachWriteIs() {
    Stage stage = picture(Mmio.ROOM, "", "clock.tick*6");
    assertThat(labels(stage, "core")).containsExactly("waits for its read");
    assertThat(labels(stage, "link")).containsExactly("W3", "bell", "read");
    assertThat(labels(stage, "device")).containsExactly("W0", "W1", "W2");
    assertThat(cells(stage, "credits").cells())
        .extracting(Piece.Cell::tone)
        .startsWith(Tone.BUSY, Tone.BUSY, Tone.IDLE)
        .hasSize(8);
    assertThat(labels(stage, "reads")).containsExactly("R0", "R2", "R3", "R4");
    assertThat(labels(stage, "reader link")).containsExactly("R1");
    Piece.Figures waited = (Piece.Figures) stage.piece("waited").orElseThrow();
    assertThat(waited.figures()).extracting(Piece.Figure::value).containsExactly(6.0, 1.0, 6.0);
    assertThat(waited.figures().get(1).unit()).isEqualTo("tick");
  }

  @Test
  void whatTheStoryMovesMovesInThePicture() {
    String ticks = "clock.tick,clock.tick,clock.tick,clock.tick,clock.tick,clock.tick";
    assertThat(Whereabouts.of("write 0", Mmio.ROOM, "", ticks))
        .containsExactly(
            "the sender", "PCIe", "PCIe", "PCIe", "the device", "the device", "the device");
    assertThat(Whereabouts.of("the doorbell", Mmio.ROOM, "", ticks))
        .endsWith("the sender", "PCIe", "PCIe")
        .startsWith("the sender");
    assertThat(Whereabouts.of("the read", Mmio.ROOM, "", ticks)).endsWith("the sender", "PCIe");
    assertThat(Whereabouts.of("read 0", Mmio.ROOM, "", ticks))
        .startsWith("the reader", "the reader's PCIe")
        .endsWith("the reader's PCIe", "the reader");
    assertThat(places(picture(Mmio.ROOM, "", "clock.tick*11"), "the read"))
        .as("story: its read, which comes back")
        .containsExactly("the sender");
  }

  /** The doorbell of a buffer of its own overtakes its data, and each store stays what it is. */
  @Test
  void whatIsCombinedIsInThePlaceOfThat() {
    String settings = "memory=wc-wc strayRead=off";
    Stage held = picture(Mmio.ROOM, settings, "clock.tick*5");
    assertThat(labels(held, "combining")).containsExactly("W0", "W1", "W2", "W3", "bell");
    assertThat(cells(held, "combining").cells()).allMatch(c -> c.click().isPresent());
    Stage rung = picture(Mmio.ROOM, settings, "clock.tick*5,cpu.evict:doorbell,cpu.evict:data");
    assertThat(labels(rung, "link")).containsExactly("bell", "W0", "W1", "W2", "W3");
    assertThat(places(rung, "write 3")).containsExactly("PCIe");
    Stage early = picture(Mmio.ROOM, settings, "clock.tick*5,cpu.evict:doorbell,clock.tick*3");
    assertThat(cells(early, "device").cells().getFirst().tone()).isEqualTo(Tone.BAD);
    assertThat(places(early, "the device's word")).containsExactly("PCIe");
    Stage learnt = picture(Mmio.ROOM, settings, "clock.tick*5,cpu.evict:doorbell,clock.tick*6");
    assertThat(places(learnt, "the device's word")).containsExactly("host memory");
  }

  @Test
  void theSentenceUsesWhatWasFoundAndNothingElse() {
    String model =
        "Model: 5 writes take 5 ticks, 5 reads 30 (6×); with a stray read the core waits for the"
            + " device after 6 steps.";
    assertThat(Mmio.ROOM.sentence(findings(List.of(), List.of()))).isEqualTo(model);
    assertThat(
            Mmio.ROOM.sentence(
                findings(
                    List.of(),
                    List.of(
                        measured("core-never-waits", "independent stores", 5),
                        measured("core-never-waits", "independent loads", 6),
                        measured("core-never-waits", "dependent loads", 100)))))
        .isEqualTo(
            model
                + " Context, not evidence: in this machine's DRAM a store that nobody waits for"
                + " takes 5.0 ns, such a load 6.0 ns, a load that waits for the one before 100.0"
                + " ns: what dependence costs, and nothing of registers.");
  }

  /** Measuring dependence confirms nothing of direction: it is context, and nothing is compared. */
  @Test
  void thisMachineIsNotAskedWhatItCannotShow() {
    assertThat(Mmio.ROOM.evidence())
        .noneMatch(e -> e instanceof Bench b && b.compares())
        .anyMatch(e -> e instanceof NoEvidence none && none.claim().equals("core-never-waits"));
  }

  @Test
  void oneIsNotSaidInThePlural() {
    assertThat(Mmio.ROOM.claims(Mmio.ROOM.settings("n=1")))
        .extracting(Claim::text)
        .contains("A core has issued a write sooner than it has done a read.");
    assertThat(Mmio.ROOM.world(Mmio.ROOM.settings("n=1 readTicks=1 credits=1")))
        .isEqualTo(
            "a core that does a write and one that does a read of a tick, one credit, a device that"
                + " takes a packet in a tick, uncached registers");
  }

  private static MmioMachine machine(String settings) {
    return (MmioMachine) Mmio.ROOM.scene(Mmio.ROOM.settings(settings)).machine();
  }

  private static String answer(String settings, String claim) {
    return explore(Mmio.ROOM, settings).answer(claim).outcome().word();
  }

  private static Claim.Costs costs(String settings) {
    return explore(Mmio.ROOM, settings).answer("writes-beat-reads").costs().orElseThrow();
  }
}
