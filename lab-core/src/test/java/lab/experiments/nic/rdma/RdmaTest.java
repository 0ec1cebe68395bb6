package lab.experiments.nic.rdma;

import static lab.experiments.RoomFixture.answers;
import static lab.experiments.RoomFixture.scheduleOrSafe;
import static lab.experiments.RoomFixture.settings;
import static lab.experiments.RoomFixture.steps;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import lab.experiments.RoomFixture;
import lab.explore.Bounds;
import lab.explore.Claim;
import lab.explore.Exploration;
import lab.explore.Explorer;
import lab.explore.Replay;
import lab.explore.Schedule;
import lab.explore.Step;
import lab.input.BadInput;
import lab.memorymodel.ProgramState;
import lab.room.Findings;
import lab.room.Settings;
import lab.room.VerdictWord;
import lab.stage.Piece;
import lab.stage.Stage;
import lab.stage.Tone;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RdmaTest {
  private static final String REUSED = "app.post,app.write,nic.dma";
  private final Rdma room = new Rdma();

  @Test
  void theBufferIsReusedTooEarlyInThreeStepsAndWithTheWaitNever() {
    Exploration broken = explore(room.controls().defaults());
    assertThat(answers(broken)).isEqualTo(room.predictions().byDefault());
    assertThat(scheduleOrSafe(broken, "wire-bytes")).isEqualTo(REUSED);
    assertThat(scheduleOrSafe(broken, "sent")).isEqualTo("app.post,nic.dma,app.reap");
    assertThat(broken.states()).isEqualTo(13630);
    assertThat(broken.complete()).isTrue();

    Exploration fixed = explore(room.fixed());
    assertThat(answers(fixed)).isEqualTo(room.predictions().whenFixed());
    assertThat(fixed.states()).isEqualTo(1130);
    assertThat(fixed.complete()).isTrue();
  }

  /** Queues that are too short, requests that are too silent, and what cures them. */
  @ParameterizedTest
  @CsvSource({
    "cqDepth=2, cq-overrun, 'app.post*3,nic.dma*3', 9406",
    "cqDepth=1, cq-overrun, 'app.post*2,nic.dma*2', 6718",
    "cqDepth=2 waitCqe=on, cq-overrun, 'app.post*3,nic.dma*3', 746",
    "slots=done, cq-overrun, 'app.post*4,nic.dma,app.post,nic.dma*4', 67390",
    "signalEvery=0, sq-moves, app.post*4, 270",
    "signalEvery=5, sq-moves, app.post*4, 270",
    "signalEvery=4, sq-moves, safe, 3910",
    "signalEvery=0 slots=done, sq-moves, safe, 3646",
    "depth=1 signalEvery=2, sq-moves, app.post, 14",
    "depth=2 waitCqe=on, wire-bytes, safe, 566",
  })
  void everyOtherWayToBreakIt(String settings, String claim, String way, long states) {
    Exploration found = explore(settings(room, settings));
    assertThat(found.complete()).isTrue();
    assertThat(scheduleOrSafe(found, claim)).isEqualTo(way);
    assertThat(found.states()).isEqualTo(states);
  }

  @ParameterizedTest
  @CsvSource({
    "waitCqe=off model=sc, 1472, 8, 0",
    "waitCqe=off model=java, 1812, 8, 0",
    "waitCqe=on model=sc, 645, 0, 0",
    "waitCqe=on model=tso, 3083, 0, 0",
    "waitCqe=on model=java, 769, 0, 0",
    "waitCqe=on model=java mode=volatile, 2184, 0, 0",
    "waitCqe=on model=java mode=opaque, 2176, 6, 11",
    "waitCqe=on model=tso mode=opaque, 3083, 0, 0",
  })
  void accessByAccess(String settings, long states, int wire, int completion) {
    Exploration found = explore(settings(room, "grain=accesses " + settings));
    assertThat(found.complete()).isTrue();
    assertThat(found.states()).isEqualTo(states);
    assertThat(steps(found, "wire-bytes")).isEqualTo(wire);
    assertThat(steps(found, "completion")).isEqualTo(completion);
    assertThat(steps(found, "cq-overrun")).isZero();
    assertThat(steps(found, "sq-moves")).isZero();
    assertThat(found.answer("wire-bytes").claim().text()).endsWith("at most 4 operations.");
  }

  /** A compiler may put the doorbell before the request, and the owner word before the entry. */
  @Test
  void plainAccessesBreakBoth() {
    Settings plain = settings(room, "grain=accesses waitCqe=on depth=1 cqDepth=1 mode=plain");
    Exploration found = explore(plain);
    assertThat(found.answer("wire-bytes").outcome().word()).isEqualTo("breaks");
    assertThat(found.answer("completion").outcome().word()).isEqualTo("breaks");
  }

  @Test
  void withMistakesTheQueuePairComesBackAndTheMachineIsExhausted() {
    Exploration found = explore(settings(room, "mistakes=on depth=1 waitCqe=on"));
    assertThat(found.complete()).isTrue();
    assertThat(found.states()).isEqualTo(1180);
    assertThat(scheduleOrSafe(found, "sq-moves")).isEqualTo("safe");
    assertThat(scheduleOrSafe(found, "wire-bytes")).isEqualTo("safe");
    assertThat(found.answer("late-receive").outcome().word()).isEqualTo("reached");
  }

  @ParameterizedTest
  @CsvSource({
    "app.post:lkey, 1, LOC_PROT_ERR",
    "app.post:rkey, 1, REM_ACCESS_ERR",
    "app.post:rnr, 3, RNR_RETRY_EXC_ERR",
  })
  void everyMistakeHasItsStatusAndWhatIsBehindItIsFlushed(
      String mistake, int tries, String status) {
    String failed = mistake + ",app.post,nic.dma*" + tries + ",nic.dma,app.reap";
    assertThat(story("mistakes=on depth=2", failed))
        .isEqualTo(
            "The application reaps a completion: %s. The queue pair is in ERR.".formatted(status));
    assertThat(story("mistakes=on depth=2", failed + ",app.reap")).contains("WR_FLUSH_ERR");
    String back =
        failed + ",app.modify:RESET,nic.dma,app.modify:INIT,app.modify:RTR,app.modify:RTS";
    assertThat(story("mistakes=on depth=2", back + ",app.post,nic.dma,app.reap"))
        .contains("SUCCESS");
    // The NIC has to see the reset first.
    assertThat(
            Replay.run(
                    room.scene(settings(room, "mistakes=on depth=2")).machine(),
                    Schedule.parse(failed + ",app.modify:RESET,app.modify:INIT"))
                .refusal())
        .isPresent();
  }

  @Test
  void aReceiveThatComesInTimeSavesTheSend() {
    String settings = "mistakes=on depth=2";
    assertThat(story(settings, "app.post:rnr,nic.dma"))
        .isEqualTo(
            "The peer has no receive posted: RNR, the NIC waits and will ask again (try 1 of 3).");
    assertThat(story(settings, "app.post:rnr,nic.dma,peer.receive,nic.dma,app.reap"))
        .contains("SUCCESS");
  }

  @Test
  void theStoriesSayWhatLeaves() {
    assertThat(story("waitCqe=off", REUSED))
        .isEqualTo(
            "The NIC reads the buffer, B leaves, but what was posted is A, and writes a"
                + " completion.");
    assertThat(story("waitCqe=off", "app.post,app.write"))
        .isEqualTo(
            "The application writes B into the buffer, though it has not seen the completion of"
                + " what it posted.");
    assertThat(story("signalEvery=2", "app.post,nic.dma")).endsWith("A leaves, and tells nobody.");
    assertThat(story("cqDepth=1", "app.post*2,nic.dma*2")).endsWith("it is overrun, and dead.");
    assertThat(story("waitCqe=off", "app.post"))
        .isEqualTo(
            "The application posts a request, signaled, into slot 0 and rings the doorbell: the"
                + " buffer holds A.");
  }

  @Test
  void onlyWhatCanHappenIsOffered() {
    RdmaMachine machine = machine("waitCqe=on");
    assertThat(Step.from(machine, machine.start()))
        .extracting(step -> step.action().toString())
        .containsExactly("app.post", "app.write");
    ProgramState posted = Replay.run(machine, Schedule.parse("app.post")).last();
    assertThat(Step.from(machine, posted))
        .extracting(step -> step.action().toString())
        .containsExactly("app.post", "nic.dma");
  }

  @Test
  void thePictureShowsTheQueuesAndTheWire() {
    RdmaMachine machine = machine("waitCqe=off");
    ProgramState s = Replay.run(machine, Schedule.parse(REUSED)).last();
    Stage stage = new RdmaPicture(machine.use()).of(s);
    assertThat(stage.pieces()).extracting(Piece::key).containsExactly("buffer", "sq", "cq", "wire");
    assertThat(stage.pieces().get(1).title()).isEqualTo("send queue, 1 of 4 outstanding");
    assertThat(((Piece.Cells) stage.pieces().get(2)).cells().getFirst().label())
        .isEqualTo("SUCCESS");
    Piece.Table wire = (Piece.Table) stage.pieces().getLast();
    assertThat(wire.rows().get(1).tone()).isEqualTo(Tone.BAD);
    assertThat(wire.rows().get(1).cells()).containsExactly("on the wire", "B");

    ProgramState changed = Replay.run(machine, Schedule.parse("app.post,app.write")).last();
    Piece.Cells buffer =
        (Piece.Cells) new RdmaPicture(machine.use()).of(changed).pieces().getFirst();
    assertThat(buffer.cells().getFirst().tone()).isEqualTo(Tone.WARN);
    assertThat(buffer.title()).contains("the NIC's now");
  }

  @Test
  void settingsThatDoNotGoTogetherAreRefused() {
    assertThatThrownBy(() -> room.scene(settings(room, "mistakes=on")))
        .isInstanceOf(BadInput.class)
        .hasMessage("mistakes=on needs depth=1 or depth=2 (got depth=4)");
    assertThatThrownBy(() -> room.scene(settings(room, "mistakes=on depth=1 grain=accesses")))
        .isInstanceOf(BadInput.class)
        .hasMessage("mistakes=on needs grain=operations (got grain=accesses)");
  }

  @Test
  void everyClaimHasAPrediction() {
    List<String> names =
        room.scene(room.fixed()).machine().claims().stream().map(Claim::name).toList();
    assertThat(room.predictions().byDefault()).containsOnlyKeys(names);
    assertThat(room.predictions().whenFixed()).containsOnlyKeys(names);
  }

  @Test
  void theSentenceUsesWhatWasFoundAndNothingElse() {
    String model = "Reusing the buffer before the completion corrupts the wire in 3 steps.";
    assertThat(room.sentence(new Findings("amd64", List.of(), List.of()))).isEqualTo(model);
    List<Findings.Counted> counted =
        List.of(
            new Findings.Counted(
                "wire-bytes", "T", Map.of("waitCqe", "off"), 9, 1000, VerdictWord.CONFIRMED),
            new Findings.Counted(
                "wire-bytes", "T", Map.of("waitCqe", "on"), 0, 1000, VerdictWord.CONSISTENT));
    List<Findings.Measured> measured =
        List.of(measured("queue pair, round trip", 0.5), measured("socket, round trip", 10.0));
    List<Findings.Value> values = List.of(new Findings.Value("wire-bytes", "rdma-devices", "0"));
    assertThat(room.sentence(new Findings("amd64", counted, measured, values)))
        .isEqualTo(
            model
                + " Here 9 of 1,000 left changed or torn. With wait: 0 of 1,000. Between two"
                + " processes a round trip takes 0.50 µs by queue pairs, 10.0 µs by a loopback"
                + " socket: 20 times. RDMA device: none.");
  }

  private static Findings.Measured measured(String label, double micros) {
    return new Findings.Measured("pair-beats-socket", label, "µs", micros, micros, micros);
  }

  private RdmaMachine machine(String settings) {
    return (RdmaMachine) room.scene(settings(room, settings)).machine();
  }

  private String story(String settings, String schedule) {
    return RoomFixture.story(machine(settings), schedule);
  }

  private Exploration explore(Settings settings) {
    return Explorer.explore(room.scene(settings).machine(), Bounds.DEFAULT);
  }
}
