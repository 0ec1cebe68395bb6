package lab.experiments.nic.busypoll;

import static lab.experiments.RoomFixture.answers;
import static lab.experiments.RoomFixture.last;
import static lab.experiments.RoomFixture.schedule;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import lab.experiments.WithClaim;
import lab.experiments.nic.busypoll.BusyPollMachine.Wait;
import lab.experiments.nic.busypoll.BusyPollState.Stage;
import lab.explore.Bounds;
import lab.explore.Claim;
import lab.explore.Exploration;
import lab.explore.Explorer;
import lab.room.Findings;
import lab.room.Live;
import lab.room.VerdictWord;
import lab.stage.Piece;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BusyPollTest {
  private final BusyPoll room = new BusyPoll();

  @Test
  void aPollerOnTheOnlyCpuStarvesTheSender() {
    Exploration broken =
        explore((BusyPollMachine) room.scene(room.controls().defaults()).machine());
    assertThat(answers(broken)).isEqualTo(room.predictions().byDefault());
    assertThat(schedule(broken, "all-packets-read")).isEqualTo("os.run:app");
    assertThat(schedule(broken, "sender-gets-a-cpu")).isEqualTo("os.run:app,app.poll*3");
    assertThat(broken.complete()).isTrue();
    assertThat(broken.states()).isEqualTo(38);
  }

  @Test
  void withTwoCpusItHolds() {
    Exploration fixed = explore((BusyPollMachine) room.scene(room.fixed()).machine());
    assertThat(answers(fixed)).isEqualTo(room.predictions().whenFixed());
    assertThat(fixed.complete()).isTrue();
    assertThat(fixed.states()).isEqualTo(56);
  }

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
      Wait wait,
      int cpus,
      boolean preempt,
      boolean checks,
      String allRead,
      String senderRuns,
      String sleeper,
      long states) {
    Exploration found = explore(new BusyPollMachine(wait, cpus, preempt, checks));
    assertThat(answers(found))
        .containsEntry("all-packets-read", allRead)
        .containsEntry("sender-gets-a-cpu", senderRuns)
        .containsEntry("no-sleep-on-a-packet", sleeper)
        .containsEntry("a-packet-is-read", "reached");
    assertThat(found.states()).isEqualTo(states);
  }

  @Test
  void blindArmingLosesTheEdgeThatComesInBetween() {
    Exploration found = explore(new BusyPollMachine(Wait.THEN_SLEEP, 2, false, false));
    assertThat(schedule(found, "no-sleep-on-a-packet"))
        .isEqualTo("os.run:app,os.run:sender,s.send,app.poll*2,n.dma,app.sleep");
  }

  @Test
  void theSeedsStages() {
    assertThat(List.of(Stage.values()).stream().mapToInt(s -> s.nanos).sum()).isEqualTo(890);
    Claim.Costs costs =
        explore(new BusyPollMachine(Wait.POLL, 2, false, true))
            .answer("poll-beats-interrupt")
            .costs()
            .orElseThrow();
    assertThat(costs.a()).isEqualTo(320);
    assertThat(costs.b()).isEqualTo(890);
  }

  /** Who is awake anyway when the packet comes needs no scheduler. */
  @Test
  void aReceiverThatDoesNotSleepYetIsNotWoken() {
    BusyPollState last =
        last(
            new BusyPollMachine(Wait.INTERRUPT, 1, false, true),
            "os.run:sender,s.send*2,n.dma,n.msix,k.napi,os.run:app,app.recv,app.deliver,app.read");
    assertThat(last.nanos()).isEqualTo(630);
  }

  @Test
  void aSliceGivesTheSenderItsTurn() {
    BusyPollMachine machine = new BusyPollMachine(Wait.POLL, 1, true, true);
    BusyPollState last =
        last(
            machine,
            "os.run:app,app.poll*3,os.slice,s.send*2,n.dma*2,os.run:app,app.poll,app.deliver,"
                + "app.read,app.poll,app.deliver,app.read");
    assertThat(last.read()).isEqualTo(2);
    assertThat(last.app()).isEqualTo(BusyPollState.Job.DONE);
  }

  /** Counted apart from the machine: what is lost or invented would show as a wrong sum. */
  @Test
  void noPacketIsLostOrDoubledInAnyState() {
    for (Wait wait : Wait.values()) {
      BusyPollMachine machine = new BusyPollMachine(wait, 2, true, true);
      Claim.Never<BusyPollState> whole =
          new Claim.Never<>(
              "whole",
              "Packets are where they are, once.",
              s ->
                  s.toSend()
                          + s.wire()
                          + s.ring()
                          + s.socket()
                          + s.read()
                          + (s.hand() == BusyPollState.Hand.EMPTY ? 0 : 1)
                      != BusyPollMachine.PACKETS);
      assertThat(
              Explorer.explore(new WithClaim<>(machine, whole), Bounds.DEFAULT.withThreads(1))
                  .answer("whole")
                  .outcome()
                  .word())
          .isEqualTo("safe");
    }
  }

  @Test
  void aPollersInterruptStagesAreHatched() {
    BusyPollMachine machine = new BusyPollMachine(Wait.POLL, 2, false, true);
    Piece.Segments stages = stages(machine, machine.start());
    assertThat(
            stages.bars().getFirst().segments().stream()
                .filter(Piece.Segment::removed)
                .map(Piece.Segment::key))
        .containsExactly("MSIX", "NAPI", "WAKE");
    assertThat(stages.title()).isEqualTo("the first packet, 0 of 320 ns so far (profile seed)");
    BusyPollMachine sleeping = new BusyPollMachine(Wait.INTERRUPT, 2, false, true);
    assertThat(stages(sleeping, sleeping.start()).title()).contains("0 of 890 ns");
  }

  private static Piece.Segments stages(BusyPollMachine machine, BusyPollState state) {
    return (Piece.Segments) new BusyPollPicture(machine).of(state).pieces().getLast();
  }

  @Test
  void theSentenceUsesWhatWasFoundAndNothingElse() {
    assertThat(room.sentence(new Findings("amd64", List.of(), List.of())))
        .isEqualTo("Model: 890 → 320 ns.");
    Findings all =
        new Findings(
            "amd64",
            List.of(
                new Findings.Counted(
                    "sender-gets-a-cpu", "t", Map.of("cpus", "1"), 9, 10, VerdictWord.CONFIRMED)),
            List.of(measured("sockets, spin", 7), measured("sockets, block", 14)),
            List.of(
                new Findings.Value(
                    "poll-beats-interrupt", "sockets, spin: CPU share of the receiver", "98 %")));
    assertThat(room.sentence(all))
        .isEqualTo(
            "Model: 890 → 320 ns. Here a round trip of two that sleep took 14.0 us, of two that"
                + " spin 7.0 us: 2.0×; spinning used 98 % of a CPU. Both spinning on one CPU: 9"
                + " of 10 waited a slice.");
  }

  @Test
  void theOneCpuRunStandsForOneCpu() {
    assertThat(room.evidence().getLast())
        .isInstanceOfSatisfying(
            Live.class,
            l ->
                assertThat(l.settings())
                    .containsEntry("cpus", "1")
                    .containsEntry("busyPoll", "on"));
  }

  private static Findings.Measured measured(String label, double median) {
    return new Findings.Measured("poll-beats-interrupt", label, "us", median, median, median);
  }

  private static Exploration explore(BusyPollMachine machine) {
    return Explorer.explore(machine, Bounds.DEFAULT.withThreads(1));
  }
}
