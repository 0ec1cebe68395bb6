package lab.experiments.nic.busypoll;

import static lab.experiments.RoomFixture.answers;
import static lab.experiments.RoomFixture.counted;
import static lab.experiments.RoomFixture.findings;
import static lab.experiments.RoomFixture.last;
import static lab.experiments.RoomFixture.measured;
import static lab.experiments.RoomFixture.picture;
import static lab.experiments.RoomFixture.refused;
import static lab.experiments.RoomFixture.schedule;
import static lab.experiments.RoomFixture.story;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import lab.experiments.RoomFixture;
import lab.experiments.WithClaim;
import lab.experiments.nic.busypoll.Setup.Waiting;
import lab.explore.Bounds;
import lab.explore.Claim;
import lab.explore.Exploration;
import lab.explore.Explorer;
import lab.room.Findings;
import lab.room.Room;
import lab.stage.Click;
import lab.stage.Piece;
import lab.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BusyPollTest {

  /** Each way to wait on each number of CPUs: does the last packet get through, and in time? */
  @ParameterizedTest
  @CsvSource({
    "INTERRUPT,  1, false, true,  safe,   safe,   safe,   89",
    "INTERRUPT,  2, false, true,  safe,   safe,   safe,   103",
    "POLL,       1, true,  true,  safe,   breaks, safe,   38",
    "THEN_SLEEP, 1, false, true,  safe,   safe,   safe,   81",
    "THEN_SLEEP, 2, false, true,  safe,   safe,   safe,   103",
    "THEN_SLEEP, 2, false, false, breaks, safe,   breaks, 108",
    "THEN_SLEEP, 1, false, false, breaks, safe,   breaks, 85",
  })
  void everyWayToWait(
      Waiting waiting,
      int cpus,
      boolean preempt,
      boolean checks,
      String allRead,
      String senderRuns,
      String sleeper,
      long states) {
    Exploration found = explore(machine(waiting, cpus, preempt, checks));
    assertThat(answers(found))
        .containsEntry("all-packets-read", allRead)
        .containsEntry("sender-gets-a-cpu", senderRuns)
        .containsEntry("no-sleep-on-a-packet", sleeper)
        .containsEntry("a-packet-is-read", "reached");
    assertThat(found.states()).isEqualTo(states);
  }

  @Test
  void blindArmingLosesTheEdgeThatComesInBetween() {
    Exploration found = explore(machine(Waiting.THEN_SLEEP, 2, false, false));
    assertThat(schedule(found, "no-sleep-on-a-packet"))
        .isEqualTo("os.run:app,os.run:sender,sender.send,app.poll*2,nic.dma,app.sleep");
  }

  /** Who waits for what, for ever, is the last thing that is said. */
  @Test
  void whatIsStuckSaysWhoWaits() {
    assertThat(shortest(BusyPoll.ROOM, "", "all-packets-read")).isEqualTo("os.run:app");
    assertThat(story(BusyPoll.ROOM, "", "os.run:app"))
        .isEqualTo("The receiver gets the only CPU and polls: the sender waits for it for ever.");
    for (String spared : List.of("cpus=2", "preempt=on", "busyPoll=off", "busyPoll=then-sleep")) {
      assertThat(story(BusyPoll.ROOM, spared, "os.run:app")).isEqualTo("The receiver gets a CPU.");
    }
    String blind = "busyPoll=then-sleep arm=blind cpus=2";
    String missed = shortest(BusyPoll.ROOM, blind, "all-packets-read");
    assertThat(story(BusyPoll.ROOM, blind, missed))
        .endsWith("it raises no interrupt, and the receiver sleeps for ever.");
    assertThat(
            story(
                BusyPoll.ROOM,
                blind,
                "os.run:app,os.run:sender,sender.send,app.poll*2,nic.dma,app.sleep"))
        .endsWith("it raises no interrupt.");
  }

  private static String shortest(Room room, String settings, String claim) {
    return schedule(RoomFixture.explore(room, settings), claim);
  }

  /** Constants are added, which proves nothing; the machine's own ways take the same. */
  @Test
  void thePagesStages() {
    Claim<?> beats =
        BusyPoll.ROOM.claims(BusyPoll.ROOM.fixed()).stream()
            .filter(c -> c.name().equals("poll-beats-interrupt"))
            .findFirst()
            .orElseThrow();
    assertThat(((Claim.Beats<?>) beats).arithmetic()).isTrue();
    assertThat(BusyPoll.ROOM.models().costs("poll-beats-interrupt"))
        .extracting(Claim.Costs::a, Claim.Costs::b)
        .containsExactly(320L, 890L);
    assertThat(
            last(
                    machine(Waiting.POLL, 2, false, true),
                    "os.run:app,app.poll,os.run:sender,sender.send,nic.dma,app.poll,app.deliver,"
                        + "app.read")
                .first()
                .nanos())
        .isEqualTo(320);
    assertThat(
            last(
                    machine(Waiting.INTERRUPT, 2, false, true),
                    "os.run:app,app.receive,os.run:sender,sender.send,nic.dma,nic.interrupt,"
                        + "kernel.poll,kernel.wake,os.run:app,app.receive,app.deliver,app.read")
                .first()
                .nanos())
        .isEqualTo(890);
  }

  /** Wherever a measured wake-up stands beside the page's numbers, what they leave out does too. */
  @Test
  void whatTheModelLeavesOutStandsBesideWhatIsMeasured() {
    assertThat(BusyPoll.ROOM.evidence())
        .filteredOn(e -> e.claim().equals("poll-beats-interrupt"))
        .hasSize(2)
        .allSatisfy(e ->
            assertThat(e.analogue().orElseThrow())
                .contains("scheduler", "deep sleep", "virtual machine"));
  }

  @Test
  void oneIsNotSaidInThePlural() {
    Stage once = picture(BusyPoll.ROOM, "", "os.run:app,app.poll");
    assertThat(cells(once, "cpus").marks())
        .extracting(Piece.Mark::label)
        .containsExactly("1 poll in vain");
    assertThat(
            story(
                BusyPoll.ROOM,
                "busyPoll=off",
                "os.run:sender,sender.send,nic.dma,nic.interrupt,kernel.poll"))
        .isEqualTo("NAPI moves a packet to the socket and re-arms.");
    assertThat(BusyPoll.ROOM.world(BusyPoll.ROOM.settings("")))
        .isEqualTo(
            "2 packets, a sender and a receiver on one CPU, no time slice that ends by itself");
  }

  /** Who is awake anyway when the packet comes needs no scheduler. */
  @Test
  void aReceiverThatDoesNotSleepYetIsNotWoken() {
    BusyPollState last =
        last(
            machine(Waiting.INTERRUPT, 1, false, true),
            "os.run:sender,sender.send*2,nic.dma,nic.interrupt,kernel.poll,os.run:app,app.receive,"
                + "app.deliver,app.read");
    assertThat(last.first().nanos()).isEqualTo(630);
  }

  @Test
  void aSliceGivesTheSenderItsTurn() {
    BusyPollState last =
        last(
            machine(Waiting.POLL, 1, true, true),
            "os.run:app,app.poll*3,os.slice,sender.send*2,nic.dma*2,os.run:app,app.poll,"
                + "app.deliver,app.read,app.poll,app.deliver,app.read");
    assertThat(last.app().read()).isEqualTo(2);
    assertThat(last.app().job()).isEqualTo(BusyPollState.Job.DONE);
  }

  /** Counted apart from the machine: what is lost or invented would show as a wrong sum. */
  @Test
  void noPacketIsLostOrDoubledInAnyState() {
    for (Waiting waiting : Waiting.values()) {
      Claim.Never<BusyPollState> whole =
          new Claim.Never<>(
              "whole",
              "Packets are where they are, once.",
              s ->
                  s.sender().left()
                          + s.nic().wire()
                          + s.nic().ring()
                          + s.socket()
                          + s.app().read()
                          + (s.app().hand() == BusyPollState.Hand.EMPTY ? 0 : 1)
                      != BusyPollState.PACKETS);
      assertThat(
              Explorer.explore(
                      new WithClaim<>(machine(waiting, 2, true, true), whole), Bounds.DEFAULT)
                  .answer("whole")
                  .outcome()
                  .word())
          .isEqualTo("safe");
    }
  }

  /** A dead end: no step is left, and each that somebody may wish for says why. */
  @Test
  void whatAStarvingSenderCannotDoHasAReason() {
    BusyPollMachine machine = machine(Waiting.POLL, 1, false, true);
    assertThat(refused(machine, "os.run:app,app.poll*3"))
        .containsExactly(
            "os.run:sender the receiver has the CPU",
            "os.slice preempt=off: nothing takes the CPU from the receiver",
            "sender.send the sender has no CPU",
            "app.poll nothing has come: another poll in vain changes nothing",
            "nic.dma nothing is on the wire");
  }

  @Test
  void whyNobodyWakesASleeperThatMissedTheEdge() {
    assertThat(
            refused(
                machine(Waiting.THEN_SLEEP, 2, false, false),
                "os.run:app,os.run:sender,sender.send,app.poll*2,nic.dma,app.sleep"))
        .containsExactly(
            "app.poll the receiver is asleep",
            "nic.dma nothing is on the wire",
            "nic.interrupt nothing has come since it was armed",
            "kernel.poll no interrupt has asked for it",
            "kernel.wake the socket is empty");
  }

  @Test
  void aPollersInterruptStagesAreHatched() {
    Piece.Segments stages = stages(Waiting.POLL);
    assertThat(
            stages.bars().getFirst().segments().stream()
                .filter(Piece.Segment::removed)
                .map(Piece.Segment::key))
        .containsExactly("MSIX", "NAPI", "WAKE");
    assertThat(sum(stages)).isEqualTo(320);
    assertThat(sum(stages(Waiting.INTERRUPT))).isEqualTo(890);
  }

  private static double sum(Piece.Segments stages) {
    return stages.bars().getFirst().segments().stream()
        .filter(s -> !s.removed())
        .mapToDouble(Piece.Segment::value)
        .sum();
  }

  private static Piece.Segments stages(Waiting waiting) {
    Setup setup = new Setup(waiting, 2, false, true);
    BusyPollState start = new BusyPollMachine(setup).start();
    return (Piece.Segments) new BusyPollPicture(setup).of(start).piece("stages").orElseThrow();
  }

  private static Piece.Cells cells(Stage stage, String key) {
    return (Piece.Cells) stage.piece(key).orElseThrow();
  }

  /** A packet's way up, the receiver's way to a CPU and the interrupt's to the kernel. */
  @Test
  void whatMovesIsInOnePlaceAfterAnother() {
    String sleeps = "os.run:app,app.receive,os.run:sender,sender.send";
    assertThat(where(sleeps))
        .containsExactly(
            "packet 2: the sender",
            "packet 1: the wire",
            "the sender: the CPU",
            "the receiver: sleep");
    String due = sleeps + ",nic.dma";
    assertThat(where(due)).contains("packet 1: the ring", "an interrupt: the NIC");
    String raised = due + ",nic.interrupt";
    assertThat(where(raised)).contains("packet 1: the ring", "an interrupt: the kernel");
    String woken = raised + ",kernel.poll,kernel.wake";
    assertThat(where(woken))
        .containsExactly(
            "packet 2: the sender",
            "packet 1: the socket",
            "the sender: the CPU",
            "the receiver: the run queue");
    String taken = woken + ",sender.send,os.run:app,app.receive";
    assertThat(where(taken))
        .containsExactly("packet 2: the wire", "packet 1: the receiver", "the receiver: the CPU");
    assertThat(where(taken + ",app.deliver,nic.dma"))
        .contains("packet 1: the app", "packet 2: the ring");
  }

  /** Each token and the place that it is in, where the receiver sleeps and there is one CPU. */
  private static List<String> where(String schedule) {
    Stage stage = picture(BusyPoll.ROOM, "busyPoll=off", schedule);
    return stage.board().orElseThrow().places().stream()
        .flatMap(place ->
            cells(stage, place.pieces().getFirst()).cells().stream()
                .flatMap(c -> c.token().stream())
                .map(token -> token + ": " + place.title()))
        .toList();
  }

  @Test
  void aClickSendsTheInterruptOrSwitchesIt() {
    assertThat(interrupt("", "")).contains(new Click.Set("busyPoll=off"));
    assertThat(interrupt("busyPoll=off", "")).contains(new Click.Set("busyPoll=on"));
    assertThat(interrupt("busyPoll=off", "os.run:sender,sender.send,nic.dma"))
        .contains(new Click.Step("nic.interrupt"));
  }

  private static Optional<Click> interrupt(String settings, String schedule) {
    return cells(picture(BusyPoll.ROOM, settings, schedule), "nic").cells().getFirst().click();
  }

  @Test
  void theSentenceUsesWhatWasFoundAndNothingElse() {
    Findings all =
        findings(
            List.of(counted("sender-gets-a-cpu", "cpus=1", 9, 10)),
            List.of(
                measured("poll-beats-interrupt", "sockets, spin", 7),
                measured("poll-beats-interrupt", "sockets, block", 14)),
            List.of(
                new Findings.Value(
                    "poll-beats-interrupt", "sockets, spin: CPU share of the receiver", "98 %")));
    assertThat(BusyPoll.ROOM.sentence(all))
        .isEqualTo(
            "Model: 890 → 320 ns (the page's numbers, for illustration). Here a round trip of two"
                + " that sleep took 14.0 us, of two that spin 7.0 us: 2.0×; a wake-up may cost"
                + " what the model leaves out: the scheduler's queue, an idle CPU's way out of"
                + " deep sleep, a virtual machine's exit and IPI. Spinning used 98 % of a CPU."
                + " Both spinning on one CPU: 9 of 10 waited a slice.");
  }

  private static BusyPollMachine machine(
      Waiting waiting, int cpus, boolean preempt, boolean checks) {
    return new BusyPollMachine(new Setup(waiting, cpus, preempt, checks));
  }

  private static Exploration explore(BusyPollMachine machine) {
    return Explorer.explore(machine, Bounds.DEFAULT.withThreads(1));
  }
}
