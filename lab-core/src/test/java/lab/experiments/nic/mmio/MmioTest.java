package lab.experiments.nic.mmio;

import static lab.experiments.RoomFixture.explore;
import static lab.experiments.RoomFixture.findings;
import static lab.experiments.RoomFixture.last;
import static lab.experiments.RoomFixture.measured;
import static lab.experiments.RoomFixture.picture;
import static lab.experiments.RoomFixture.refused;
import static lab.experiments.RoomFixture.schedule;
import static lab.experiments.RoomFixture.stories;
import static lab.experiments.RoomFixture.story;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import lab.experiments.nic.mmio.MmioState.Packet;
import lab.experiments.nic.mmio.MmioState.Phase;
import lab.explore.Claim;
import lab.explore.Exploration;
import lab.explore.Replay;
import lab.explore.Schedule;
import lab.stage.Piece;
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

  @Test
  void aDoorbellOvertakesWhatIsStillBeingCombined() {
    Exploration found = explore(Mmio.ROOM, "combine=on");
    assertThat(schedule(found, "doorbell-after-its-data")).isEqualTo("clock.tick*8");
    assertThat(found.states()).isEqualTo(189);
    assertThat(answer("combine=on fence=on", "doorbell-after-its-data")).isEqualTo("safe");
    assertThat(answer("combine=on fence=on", "done-means-arrived")).isEqualTo("safe");
    assertThat(explore(Mmio.ROOM, "combine=on fence=on").states()).isEqualTo(80);
  }

  @Test
  void combinedStoresBecomeOnePacketWhenTheBufferIsEvicted() {
    MmioState state = last(machine("combine=on"), "clock.tick*4,cpu.evict");
    assertThat(state.writes().flight()).containsExactly(new Packet(4, false, 3));
    assertThat(state.writes().combining()).isZero();
    assertThat(story(machine("combine=on"), "clock.tick*4,cpu.evict,clock.tick*3"))
        .isEqualTo("t=7: the sender waits for its read; the device takes 4 writes.");
  }

  /** A full line leaves by itself: eight stores of eight bytes. */
  @Test
  void aFullBufferLeavesByItself() {
    MmioState state = last(machine("combine=on n=12"), "clock.tick*9");
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
  @CsvSource({"1, off", "1, on", "4, off", "4, on", "8, off"})
  void aReadComesBackAfterAllEarlierWrites(int drain, String combine) {
    String settings = "drain=%d combine=%s".formatted(drain, combine);
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
    assertThat(refused(Mmio.ROOM, "combine=on", ""))
        .containsExactly("cpu.evict the buffer is empty");
    assertThat(refused(Mmio.ROOM, "combine=on credits=1", "clock.tick,cpu.evict,clock.tick"))
        .containsExactly("cpu.evict no credit is left for a packet");
    assertThat(refused(Mmio.ROOM, "combine=on assume=on", "clock.tick*30"))
        .containsExactly(
            "clock.tick nothing moves by itself: what is being combined waits for the CPU");
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
            "t=8: the sender waits for its read; the device sees the doorbell.",
            "t=11: the sender learns that it is done.");
  }

  @Test
  void thePictureShowsWhereEachWriteIs() {
    List<Piece> pieces = picture(Mmio.ROOM, "", "clock.tick*6").pieces();
    assertThat(pieces.getFirst().title())
        .isEqualTo("posted writes: 5 of 5 issued, 3 at the device");
    assertThat(pieces.get(1).title()).isEqualTo("reads of another core: 1 of 5 done");
    Piece.Lanes lanes = (Piece.Lanes) pieces.getLast();
    assertThat(lanes.title())
        .isEqualTo("t = 6; the sender waits for its read; 2 of 8 credits in use");
    assertThat(lanes.lanes().getFirst().spans())
        .extracting(Piece.Span::label)
        .containsExactly("5 writes", "stalled on a read");
    assertThat(lanes.messages()).extracting(Piece.Message::arrives).containsExactly(7, 8);
    assertThat(lanes.messages()).extracting(Piece.Message::sent).containsExactly(4, 5);
  }

  @Test
  void theSentenceUsesWhatWasFoundAndNothingElse() {
    String model = "Model: 5 writes 5, 5 reads 30 ticks (6×).";
    assertThat(Mmio.ROOM.sentence(findings(List.of(), List.of()))).isEqualTo(model);
    assertThat(
            Mmio.ROOM.sentence(
                findings(
                    List.of(),
                    List.of(
                        measured("writes-beat-reads", "independent stores", 5),
                        measured("writes-beat-reads", "dependent loads", 100)))))
        .isEqualTo(
            model
                + " Here an independent store costs 5.0 ns, a dependent load 100.0 ns: 20.0× (an"
                + " analogue in DRAM).");
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
