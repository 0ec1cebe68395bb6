package lab.experiments.nic.rdma;

import static lab.experiments.RoomFixture.cells;
import static lab.experiments.RoomFixture.counted;
import static lab.experiments.RoomFixture.explore;
import static lab.experiments.RoomFixture.findings;
import static lab.experiments.RoomFixture.labels;
import static lab.experiments.RoomFixture.measured;
import static lab.experiments.RoomFixture.picture;
import static lab.experiments.RoomFixture.possible;
import static lab.experiments.RoomFixture.refused;
import static lab.experiments.RoomFixture.scheduleOrSafe;
import static lab.experiments.RoomFixture.steps;
import static lab.experiments.RoomFixture.story;
import static lab.experiments.Whereabouts.places;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import lab.experiments.Whereabouts;
import lab.explore.Claim;
import lab.explore.Exploration;
import lab.input.BadInput;
import lab.room.Findings;
import lab.room.Live;
import lab.room.Stress;
import lab.room.StressTest;
import lab.stage.Piece;
import lab.stage.Stage;
import lab.stage.Tone;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RdmaTest {
  private static final String REUSED = "app.post,app.write,nic.dma";

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
    Exploration found = explore(Rdma.ROOM, settings);
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
    Exploration found = explore(Rdma.ROOM, "grain=accesses " + settings);
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
    Exploration found =
        explore(Rdma.ROOM, "grain=accesses waitCqe=on depth=1 cqDepth=1 mode=plain");
    assertThat(found.answer("wire-bytes").outcome().word()).isEqualTo("breaks");
    assertThat(found.answer("completion").outcome().word()).isEqualTo("breaks");
  }

  @Test
  void withMistakesTheQueuePairComesBackAndTheMachineIsExhausted() {
    Exploration found = explore(Rdma.ROOM, "mistakes=on depth=1 waitCqe=on");
    assertThat(found.complete()).isTrue();
    assertThat(found.states()).isEqualTo(1180);
    assertThat(scheduleOrSafe(found, "sq-moves")).isEqualTo("safe");
    assertThat(scheduleOrSafe(found, "wire-bytes")).isEqualTo("safe");
    assertThat(found.answer("late-receive").outcome().word()).isEqualTo("reached");
  }

  @ParameterizedTest
  @CsvSource({
    "app.post:local-key, 1, LOC_PROT_ERR",
    "app.post:remote-key, 1, REM_ACCESS_ERR",
    "app.post:needs-receive, 3, RNR_RETRY_EXC_ERR",
  })
  void everyMistakeHasItsStatusAndWhatIsBehindItIsFlushed(
      String mistake, int tries, String status) {
    String failed = mistake + ",app.post,nic.dma*" + tries + ",nic.dma,app.reap";
    assertThat(story(Rdma.ROOM, "mistakes=on depth=2", failed))
        .isEqualTo(
            "The application reaps a completion: %s. The queue pair is in ERR.".formatted(status));
    assertThat(story(Rdma.ROOM, "mistakes=on depth=2", failed + ",app.reap"))
        .contains("WR_FLUSH_ERR");
    String back =
        failed + ",app.modify:RESET,nic.dma,app.modify:INIT,app.modify:RTR,app.modify:RTS";
    assertThat(story(Rdma.ROOM, "mistakes=on depth=2", back + ",app.post,nic.dma,app.reap"))
        .contains("SUCCESS");
  }

  @Test
  void aReceiveThatComesInTimeSavesTheSend() {
    String settings = "mistakes=on depth=2";
    assertThat(story(Rdma.ROOM, settings, "app.post:needs-receive,nic.dma"))
        .isEqualTo(
            "The peer has no receive posted: RNR, the NIC waits and will ask again (try 1 of 3).");
    assertThat(
            story(
                Rdma.ROOM,
                settings,
                "app.post:needs-receive,nic.dma,peer.receive,nic.dma,app.reap"))
        .contains("SUCCESS");
  }

  @Test
  void theStoriesSayWhatLeaves() {
    assertThat(story(Rdma.ROOM, "waitCqe=off", REUSED))
        .isEqualTo(
            "The NIC reads the buffer, B leaves, but what was posted is A, and writes a"
                + " completion.");
    assertThat(story(Rdma.ROOM, "waitCqe=off", "app.post,app.write"))
        .isEqualTo(
            "The application writes B into the buffer, though it has not seen the completion of"
                + " what it posted.");
    assertThat(story(Rdma.ROOM, "signalEvery=2", "app.post,nic.dma"))
        .endsWith("A leaves, and tells nobody.");
    assertThat(story(Rdma.ROOM, "cqDepth=1", "app.post*2,nic.dma*2"))
        .endsWith("it is overrun, and nothing will ever complete again.");
    assertThat(story(Rdma.ROOM, "waitCqe=off", "app.post"))
        .isEqualTo(
            "The application posts a request, signaled, into slot 0 and rings the doorbell: the"
                + " buffer holds A.");
  }

  /** The last sentence of a dead end says who waits, for what and for how long. */
  @Test
  void aQueueThatNobodyWillEmptySaysWhoWaits() {
    String waits =
        "The queue is full of requests that nobody will complete: the application waits"
            + " for a slot for ever.";
    assertThat(story(Rdma.ROOM, "signalEvery=0", "app.post*4")).endsWith(waits);
    assertThat(story(Rdma.ROOM, "depth=1 signalEvery=2", "app.post")).endsWith(waits);
    assertThat(story(Rdma.ROOM, "signalEvery=4", "app.post*4")).doesNotContain("for ever");
    assertThat(story(Rdma.ROOM, "signalEvery=0 slots=done", "app.post*4"))
        .doesNotContain("for ever");
    // Silent and full, but the completion of an earlier request has still to be polled.
    assertThat(story(Rdma.ROOM, "signalEvery=2 depth=2", "app.post*2,nic.dma*2,app.write"))
        .doesNotContain("for ever");
  }

  /** A request that is seen empty: the words agree with the numbers beside them. */
  @Test
  void aSingleAccessSaysWhatItComesTo() {
    String settings = "grain=accesses mode=opaque depth=1 cqDepth=1 waitCqe=on";
    String empty = "app.post,app.request,app.doorbell,nic.doorbell:1,nic.request:0";
    assertThat(scheduleOrSafe(explore(Rdma.ROOM, settings), "sq-moves")).isEqualTo(empty);
    assertThat(story(Rdma.ROOM, settings, empty))
        .endsWith("its slot stays taken until a later request completes, for ever if none does.");
    assertThat(
            story(
                Rdma.ROOM,
                settings + " slots=done",
                empty.replace("app.request", "app.done,app.request")))
        .endsWith("The request is empty.");
    assertThat(story(Rdma.ROOM, settings, empty.replace("request:0", "request:5")))
        .endsWith("The NIC reads slot0 = 5.");
    assertThat(story(Rdma.ROOM, settings, empty + ",nic.dma"))
        .endsWith(
            "buffer = 1. It follows an empty request, so these are not the bytes of one that was"
                + " posted.");
    assertThat(labels(picture(Rdma.ROOM, settings, empty + ",nic.dma"), "request"))
        .containsExactly("empty request");
    String reused =
        "app.post,app.request,app.doorbell,app.write,app.bytes,nic.doorbell:1,nic.request,nic.dma:";
    assertThat(story(Rdma.ROOM, "grain=accesses", reused + "2"))
        .endsWith("The request was posted when the buffer held 1.");
    assertThat(story(Rdma.ROOM, "grain=accesses", reused + "1")).doesNotContain("was posted");
  }

  @Test
  void theWorldIsThatOfTheSettings() {
    assertThat(world("waitCqe=on"))
        .isEqualTo(
            "one queue pair with one buffer for messages A and B, a send queue of 4, a completion"
                + " queue of 4, every request signaled, any number of operations");
    assertThat(world("grain=accesses depth=2 cqDepth=1 signalEvery=3"))
        .contains(
            "send queue of 2", "queue of 1", "one request in 3 signaled", "at most 4 operations");
    assertThat(world("signalEvery=0 mistakes=on depth=1"))
        .contains("no request signaled", "resets");
  }

  private static String world(String settings) {
    return Rdma.ROOM.world(Rdma.ROOM.settings(settings));
  }

  /** A staged order shows that a test can fail and nothing else. */
  @Test
  void theStagedOrderIsATwinAndEachRowHasATestOfWhatShips() {
    Stress stress =
        (Stress) Rdma.ROOM.evidence().stream().filter(Stress.class::isInstance).findFirst().get();
    assertThat(stress.cases())
        .filteredOn(StressTest::twin)
        .extracting(StressTest::name)
        .containsExactly("lab.stress.nic.rdma.BufferReused");
    assertThat(stress.cases())
        .filteredOn(c -> !c.twin())
        .extracting(c -> c.settings().get("waitCqe"))
        .containsExactlyInAnyOrder("off", "on");
  }

  /** What is claimed of queue pairs and sockets is what the live run compares. */
  @Test
  void theClaimOfCallsIsMeasuredAsCalls() {
    Claim.Beats<?> claim =
        (Claim.Beats<?>)
            Rdma.ROOM.claims(Rdma.ROOM.fixed()).stream()
                .filter(c -> c.name().equals("fewer-calls"))
                .findFirst()
                .get();
    assertThat(claim.arithmetic()).isTrue();
    Live live =
        (Live) Rdma.ROOM.evidence().stream().filter(Live.class::isInstance).findFirst().get();
    assertThat(live.claim()).isEqualTo(claim.name());
    assertThat(live.compares()).contains(new Live.Comparison(claim.a(), claim.b()));
  }

  @Test
  void onlyWhatCanHappenIsOfferedAndTheRestHasAReason() {
    assertThat(possible(Rdma.ROOM.scene(Rdma.ROOM.settings("waitCqe=on")).machine(), ""))
        .containsExactly("app.post", "app.write");
    assertThat(refused(Rdma.ROOM, "waitCqe=on", ""))
        .containsExactly(
            "app.reap nothing is outstanding", "nic.dma nothing is posted: HEAD = TAIL");
    assertThat(refused(Rdma.ROOM, "waitCqe=on", "app.post*4"))
        .containsExactly(
            "app.write what was posted is not reaped yet",
            "app.post the send queue is full",
            "app.reap the completion queue is empty");
    String early = "slots=done depth=1";
    assertThat(refused(Rdma.ROOM, early, "app.post")).contains("app.post the send queue is full");
    assertThat(refused(Rdma.ROOM, early, "app.post,nic.dma"))
        .noneMatch(r -> r.startsWith("app.post"));
    assertThat(refused(Rdma.ROOM, "grain=accesses", "app.post"))
        .as("a thread that is not at its choice")
        .isEmpty();
  }

  @Test
  void theWayBackHasAnOrder() {
    String settings = "mistakes=on depth=1";
    String failed = "app.post:local-key,nic.dma,app.reap";
    assertThat(refused(Rdma.ROOM, settings, failed))
        .contains(
            "app.post the queue pair is not in RTS",
            "app.modify:INIT INIT follows RESET",
            "app.modify:RTR RTR follows INIT",
            "app.modify:RTS RTS follows RTR");
    assertThat(refused(Rdma.ROOM, settings, failed + ",app.modify:RESET"))
        .contains("app.modify:INIT the NIC has not seen the reset yet");
    assertThat(refused(Rdma.ROOM, settings, "peer.receive"))
        .contains(
            "app.modify:RESET this application resets after an error only",
            "peer.receive its receive is still there");
  }

  @Test
  void thePictureShowsTheQueuesAndTheWire() {
    Stage stage = picture(Rdma.ROOM, "waitCqe=off", REUSED);
    assertThat(stage.pieces())
        .extracting(Piece::key)
        .containsExactly("registered", "reaped", "sq", "request", "wire", "cq");
    assertThat(labels(stage, "sq")).containsExactly("done", "free", "free", "free");
    assertThat(labels(stage, "cq")).startsWith("SUCCESS");
    assertThat(labels(stage, "request")).containsExactly("request 0 of message A");
    assertThat(labels(stage, "wire")).containsExactly("message B");
    assertThat(cells(stage, "wire").cells().getFirst().tone()).isEqualTo(Tone.BAD);

    Stage changed = picture(Rdma.ROOM, "waitCqe=off", "app.post,app.write");
    assertThat(cells(changed, "registered").cells().getFirst().tone()).isEqualTo(Tone.WARN);
    assertThat(labels(changed, "registered")).containsExactly("message B", "the NIC's");
  }

  @Test
  void whatTheStoryMovesMovesInThePicture() {
    String good = "app.post,nic.dma,app.reap";
    assertThat(Whereabouts.of("request 0", Rdma.ROOM, "", good))
        .containsExactly("", "the send queue", "the NIC", "the NIC");
    assertThat(Whereabouts.of("completion 0", Rdma.ROOM, "", good))
        .containsExactly("", "", "the completion queue", "the application");
    assertThat(Whereabouts.of("message A", Rdma.ROOM, "", good))
        .containsExactly(
            "the application",
            "the application",
            "the application and the wire",
            "the application and the wire");
    assertThat(Whereabouts.of("message B", Rdma.ROOM, "waitCqe=off", REUSED))
        .containsExactly("", "", "the application", "the application and the wire");
    String received = "app.post:needs-receive,nic.dma,peer.receive,nic.dma";
    assertThat(Whereabouts.of("a receive", Rdma.ROOM, "mistakes=on depth=1", received))
        .containsExactly("", "", "", "the peer", "");
  }

  /** While the NIC does a request it has that, and the queue has it too. */
  @Test
  void atSingleAccessesTheNicHasTheRequestThatItReads() {
    String settings = "grain=accesses model=sc depth=2";
    String read = "app.post,app.request,app.doorbell,nic.doorbell,nic.request";
    assertThat(places(picture(Rdma.ROOM, settings, read), "request 0"))
        .containsExactly("the send queue", "the NIC");
    assertThat(labels(picture(Rdma.ROOM, settings, read), "request"))
        .containsExactly("request 0 of message A");
  }

  /** Everything that a person needs to follow single accesses is there, the buffer's cell too. */
  @Test
  void atSingleAccessesTheCodeAndAllCellsAreDrawnBelow() {
    assertThat(picture(Rdma.ROOM, "grain=accesses depth=1 cqDepth=1", "").pieces())
        .extracting(Piece::key)
        .containsExactly(
            "registered",
            "reaped",
            "sq",
            "request",
            "wire",
            "cq",
            "app",
            "nic",
            "buffer",
            "doorbell",
            "consumed",
            "slot0",
            "owner0",
            "entry0");
  }

  @Test
  void settingsThatDoNotGoTogetherAreRefused() {
    assertThatThrownBy(() -> Rdma.ROOM.scene(Rdma.ROOM.settings("mistakes=on")))
        .isInstanceOf(BadInput.class)
        .hasMessage("mistakes=on needs depth=1 or depth=2 (got depth=4)");
    assertThatThrownBy(
            () -> Rdma.ROOM.scene(Rdma.ROOM.settings("mistakes=on depth=1 grain=accesses")))
        .isInstanceOf(BadInput.class)
        .hasMessage("mistakes=on needs grain=operations (got grain=accesses)");
  }

  @Test
  void theSentenceUsesWhatWasFoundAndNothingElse() {
    String model = "Reusing the buffer before the completion corrupts the wire in 3 steps.";
    assertThat(Rdma.ROOM.sentence(findings(List.of(), List.of()))).isEqualTo(model);
    List<Findings.Counted> left =
        List.of(
            counted("wire-bytes", "waitCqe=off", 9, 1000),
            counted("wire-bytes", "waitCqe=on", 0, 1000));
    List<Findings.Measured> trips =
        List.of(
            measured("fewer-calls", "queue pair, round trip", 0.5),
            measured("fewer-calls", "socket, round trip", 10.0));
    List<Findings.Value> values = List.of(new Findings.Value("wire-bytes", "rdma-devices", "0"));
    assertThat(Rdma.ROOM.sentence(findings(left, trips, values)))
        .isEqualTo(
            model
                + " Here 9 of 1,000 arrived changed where buffers were used in turn without a look."
                + " With a wait for the completion: 0 of 1,000. Between two processes a round trip"
                + " takes 0.50 µs by queue pairs, 10.0 µs by a loopback socket. RDMA device:"
                + " none.");
  }
}
