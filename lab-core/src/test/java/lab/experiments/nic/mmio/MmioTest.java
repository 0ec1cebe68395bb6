package lab.experiments.nic.mmio;

import static lab.experiments.RoomFixture.answers;
import static lab.experiments.RoomFixture.last;
import static lab.experiments.RoomFixture.schedule;
import static lab.experiments.RoomFixture.settings;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import lab.experiments.nic.mmio.MmioMachine.Phase;
import lab.experiments.nic.mmio.MmioMachine.State;
import lab.explore.Bounds;
import lab.explore.Claim;
import lab.explore.Exploration;
import lab.explore.Explorer;
import lab.explore.Replay;
import lab.explore.Schedule;
import lab.room.Findings;
import lab.stage.Piece;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MmioTest {
  private final Mmio room = new Mmio();

  @Test
  void oneStrayReadOutweighsFiveWrites() {
    Exploration broken = explore(machine(Map.of()));
    assertThat(answers(broken)).isEqualTo(room.predictions().byDefault());
    assertThat(schedule(broken, "no-read-outweighs-the-writes")).isEqualTo("clock.tick*11");
    assertThat(broken.complete()).isTrue();
    assertThat(broken.states()).isEqualTo(31);
  }

  @Test
  void withCompletionsFromHostMemoryItHolds() {
    Exploration fixed = explore((MmioMachine) room.scene(room.fixed()).machine());
    assertThat(answers(fixed)).isEqualTo(room.predictions().whenFixed());
    assertThat(fixed.states()).isEqualTo(31);
  }

  /** n writes with credits for all; n reads one after the other: n * t_issue against n * t_rtt. */
  @ParameterizedTest
  @CsvSource({"5, 6, 5, 30", "1, 6, 1, 6", "8, 6, 8, 48", "5, 1, 5, 5", "3, 12, 3, 36"})
  void writesAndReadsTakeWhatTheFormulasSay(int n, int readTicks, int writes, int reads) {
    Claim.Costs costs = costs(machine(Map.of("n", "" + n, "readTicks", "" + readTicks)));
    assertThat(costs.a()).isEqualTo(writes);
    assertThat(costs.b()).isEqualTo(reads);
  }

  /** Too few credits: the device's own pace decides. */
  @ParameterizedTest
  @CsvSource({"8, 1, 5", "8, 4, 5", "2, 1, 7", "1, 1, 13", "1, 8, 28", "2, 8, 20"})
  void withoutCreditsTheCoreWaits(int credits, int drain, int writes) {
    assertThat(costs(machine(Map.of("credits", "" + credits, "drain", "" + drain))).a())
        .isEqualTo(writes);
  }

  @Test
  void aDeviceSlowEnoughMakesWritesCostMoreThanReads() {
    Exploration found = explore(machine(Map.of("credits", "1", "drain", "8", "readTicks", "1")));
    assertThat(found.answer("writes-beat-reads").outcome().word()).isEqualTo("breaks");
  }

  @Test
  void aDoorbellOvertakesWhatIsStillBeingCombined() {
    Exploration found = explore(machine(Map.of("combine", "on")));
    assertThat(schedule(found, "doorbell-after-its-data")).isEqualTo("clock.tick*8");
    assertThat(found.states()).isEqualTo(189);
    Exploration fenced = explore(machine(Map.of("combine", "on", "fence", "on")));
    assertThat(fenced.answer("doorbell-after-its-data").outcome().word()).isEqualTo("safe");
    assertThat(fenced.answer("done-means-arrived").outcome().word()).isEqualTo("safe");
    assertThat(fenced.states()).isEqualTo(80);
  }

  @Test
  void combinedStoresBecomeOnePacketWhenTheBufferIsEvicted() {
    State state = last(machine(Map.of("combine", "on")), "clock.tick*4,wc.evict");
    assertThat(state.flight()).containsExactly(new MmioMachine.Tlp(4, false, 3));
    assertThat(state.combining()).isZero();
  }

  /** A full line leaves by itself: eight stores of eight bytes. */
  @Test
  void aFullBufferLeavesByItself() {
    State state = last(machine(Map.of("combine", "on", "n", "12")), "clock.tick*9");
    assertThat(state.flight()).extracting(MmioMachine.Tlp::stores).containsExactly(8);
    assertThat(state.combining()).isEqualTo(1);
  }

  @Test
  void whatIsIssuedHasNotArrived() {
    Exploration found = explore(machine(Map.of("assume", "on")));
    assertThat(schedule(found, "done-means-arrived")).isEqualTo("clock.tick*5");
  }

  /** Reading back is a flush: with any backlog, the read comes back after the last write. */
  @ParameterizedTest
  @CsvSource({"1, off", "1, on", "4, off", "4, on", "8, off"})
  void aReadComesBackAfterAllEarlierWrites(int drain, String combine) {
    MmioMachine machine = machine(Map.of("drain", "" + drain, "combine", combine));
    Exploration found = explore(machine);
    assertThat(found.answer("done-means-arrived").outcome().word()).isEqualTo("safe");
    assertThat(found.complete()).isTrue();
    State s = machine.start();
    while (s.phase() != Phase.DONE) {
      s = Replay.run(machine, s, Schedule.parse("clock.tick")).last();
    }
    assertThat(s.taken()).isEqualTo(5);
    assertThat(s.stalled()).isGreaterThanOrEqualTo(6);
  }

  /** A device that needs 4 ticks a packet takes the last at 4 + 4*4, and its answer flies 3. */
  @Test
  void aReadBehindABacklogTakesLonger() {
    State s = last(machine(Map.of("drain", "4")), "clock.tick*23");
    assertThat(s.phase()).isEqualTo(Phase.DONE);
    assertThat(s.stalled()).isEqualTo(18);
  }

  @Test
  void theStoriesSayWhoDoesWhat() {
    assertThat(
            Replay.run(machine(Map.of()), Schedule.parse("clock.tick*11")).frames().stream()
                .map(Replay.Frame::story))
        .contains(
            "t=1: the sender issues write 0 and goes on.",
            "t=4: the sender issues write 3 and goes on; the device takes a write.",
            "t=5: the sender rings the doorbell; the device takes a write.",
            "t=8: the sender waits for its read; the device sees the doorbell.",
            "t=11: the sender learns that it is done.");
  }

  @Test
  void thePictureShowsWhereEachWriteIs() {
    MmioMachine machine = machine(Map.of());
    List<Piece> pieces = new MmioPicture(machine).of(last(machine, "clock.tick*6")).pieces();
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
    assertThat(room.sentence(new Findings("amd64", List.of(), List.of()))).isEqualTo(model);
    assertThat(
            room.sentence(
                new Findings(
                    "amd64",
                    List.of(),
                    List.of(measured("independent stores", 5), measured("dependent loads", 100)))))
        .isEqualTo(
            model
                + " Here an independent store costs 5.0 ns, a dependent load 100.0 ns: 20.0× (an"
                + " analogue in DRAM).");
  }

  private static Findings.Measured measured(String label, double median) {
    return new Findings.Measured("writes-beat-reads", label, "ns/op", median, median, median);
  }

  private MmioMachine machine(Map<String, String> set) {
    return (MmioMachine) room.scene(settings(room, set)).machine();
  }

  private static Claim.Costs costs(MmioMachine machine) {
    return explore(machine).answer("writes-beat-reads").costs().orElseThrow();
  }

  private static Exploration explore(MmioMachine machine) {
    return Explorer.explore(machine, Bounds.DEFAULT.withThreads(1));
  }
}
