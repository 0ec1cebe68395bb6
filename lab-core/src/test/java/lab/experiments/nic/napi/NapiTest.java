package lab.experiments.nic.napi;

import static lab.experiments.RoomFixture.counted;
import static lab.experiments.RoomFixture.explore;
import static lab.experiments.RoomFixture.findings;
import static lab.experiments.RoomFixture.last;
import static lab.experiments.RoomFixture.measured;
import static lab.experiments.RoomFixture.possible;
import static lab.experiments.RoomFixture.refused;
import static lab.experiments.RoomFixture.scheduleOrSafe;
import static lab.experiments.RoomFixture.steps;
import static lab.experiments.RoomFixture.stories;
import static lab.experiments.Whereabouts.places;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import lab.experiments.RoomFixture;
import lab.experiments.Whereabouts;
import lab.experiments.nic.napi.NapiProgram.Irq;
import lab.explore.Exploration;
import lab.explore.Exploration.Outcome;
import lab.explore.Replay;
import lab.explore.Step;
import lab.input.BadInput;
import lab.memorymodel.Grain;
import lab.memorymodel.MemoryModel;
import lab.memorymodel.Modes;
import lab.memorymodel.ProgramState;
import lab.room.Findings;
import lab.room.ProgramControls.ProgramSetup;
import lab.room.Room;
import lab.room.Settings;
import lab.stage.Tone;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NapiTest {
  private static final Room ROOM = Napi.ROOM;
  private static final String LOST = "nic.receive,kernel.poll,nic.receive,kernel.rearm";

  /** What the NIC does with a packet that comes while masked, and whether the driver looks. */
  @ParameterizedTest
  @CsvSource({
    "latched, off, 1160, safe",
    "clear-late, off, 988, '" + LOST + "'",
    "edge, on, 3147, safe",
  })
  void wholeOperations(String irq, String recheck, long states, String lost) {
    Exploration found =
        explore(ROOM, "grain=operations N=6 budget=4 irq=%s recheck=%s".formatted(irq, recheck));
    assertThat(scheduleOrSafe(found, "polled")).isEqualTo(lost);
    assertThat(found.states()).isEqualTo(states);
    assertThat(found.complete()).isTrue();
  }

  /** The re-check alone is enough where accesses take effect at once; elsewhere it is not. */
  @ParameterizedTest
  @CsvSource({
    "sc, acquire-release, off, edge, 526, 0",
    "tso, acquire-release, off, edge, 1438, 15",
    "tso, acquire-release, on, edge, 1130, 0",
    "tso, volatile, off, edge, 669, 0",
    "java, plain, off, edge, 1329, 12",
    "java, opaque, off, edge, 680, 12",
    "java, acquire-release, off, edge, 686, 12",
    "java, volatile, off, edge, 1277, 0",
    "java, plain, on, edge, 984, 0",
    "java, opaque, on, edge, 984, 0",
    "java, acquire-release, off, latched, 529, 0",
    "java, acquire-release, off, clear-late, 510, 12",
    "java, acquire-release, on, clear-late, 744, 0",
  })
  void accessesOfARecheck(
      String model, String mode, String fence, String irq, long states, int steps) {
    Exploration found =
        explore(
            ROOM,
            "grain=accesses recheck=on model=%s mode=%s fence=%s irq=%s"
                .formatted(model, mode, fence, irq));
    assertThat(found.states()).isEqualTo(states);
    assertThat(found.complete()).isTrue();
    assertThat(steps(found, "polled")).isEqualTo(steps);
    assertThat(found.answer("polled").outcome())
        .isEqualTo(steps == 0 ? Outcome.SAFE : Outcome.BREAKS);
  }

  /**
   * Figures of the Linux kernel with its weight of 64, scaled down: n, its polls and their work.
   */
  @ParameterizedTest
  @CsvSource({"3, 4, 3", "4, 4, 4 0", "5, 4, 4 1", "8, 4, 4 4 0", "6, 4, 4 2", "16, 1, 16x1 0"})
  void aBurstTakesOnePollMoreThanItsFullBudgets(int packets, int budget, String works) {
    NapiMachine machine = whole(packets, budget, Irq.EDGE, false);
    Replay<ProgramState> run = Replay.run(machine, NapiMachine.burst(packets, budget));
    assertThat(run.refusal()).isEmpty();
    List<String> found = new ArrayList<>();
    run.frames().stream()
        .filter(f -> f.action().map(a -> a.verb().equals("poll")).orElse(false))
        .forEach(f -> found.add("" + NapiProgram.WORK.in(f.state())));
    assertThat(String.join(" ", found)).isEqualTo(works.replace("16x1", "1 ".repeat(16).strip()));
    assertThat(found).hasSize(packets / budget + 1);
    assertThat(NapiProgram.POLLS.in(run.last())).isEqualTo(found.size());
    assertThat(NapiProgram.INTERRUPTS.in(run.last())).isOne();
  }

  /** The shipped loop, whose mask is volatile, on the three kinds of device. */
  @ParameterizedTest
  @CsvSource({
    "edge, off, sc tso java",
    "clear-late, off, sc tso java",
    "latched, off, ''",
    "edge, on, ''",
  })
  void theModelsThatAllowABurstToBeForgotten(String irq, String recheck, String models) {
    Settings settings =
        ROOM.settings("grain=accesses mode=volatile irq=%s recheck=%s".formatted(irq, recheck));
    assertThat(
            String.join(
                " ",
                ROOM.models().allowing(lab.room.Outcome.bad("forgotten", "", "polled"), settings)))
        .isEqualTo(models);
  }

  /** The re-check without its fence is looked at where the default preset looks: at accesses. */
  @ParameterizedTest
  @CsvSource({
    "'', 10",
    "recheck=on, 12",
    "irq=clear-late, 9",
    "grain=operations, 4",
    "model=tso recheck=on, 15"
  })
  void shortestBreaksAndWhoWaitsThen(String changes, int steps) {
    Exploration found = explore(ROOM, changes);
    assertThat(steps(found, "polled")).isEqualTo(steps);
    String lost = stories(ROOM, changes, scheduleOrSafe(found, "polled")).getLast();
    assertThat(lost)
        .contains(
            changes.equals("grain=operations")
                ? "with 1 in the ring that nobody will tell it of"
                : "Packet 1 waits in the ring for a later one to interrupt.");
  }

  /** What is said of a packet that nobody will tell of is true of every state: it is stuck. */
  @ParameterizedTest
  @CsvSource({
    "model=sc",
    "model=tso",
    "model=java",
    "model=tso recheck=on",
    "model=java recheck=on",
    "model=tso recheck=on fence=on",
    "model=tso recheck=on mode=volatile",
    "model=java mode=plain",
    "model=tso irq=latched",
    "model=java irq=latched",
    "model=tso irq=clear-late",
    "model=java irq=clear-late",
    "grain=operations",
  })
  void whoIsSaidToWaitForALaterPacketDoes(String changes) {
    NapiMachine machine = (NapiMachine) ROOM.scene(ROOM.settings(changes)).machine();
    Map<ProgramState, List<ProgramState>> before = new HashMap<>();
    Deque<ProgramState> todo = new ArrayDeque<>(List.of(machine.start()));
    before.put(machine.start(), new ArrayList<>());
    while (!todo.isEmpty()) {
      ProgramState state = todo.remove();
      for (Step<ProgramState> step : Step.from(machine, state)) {
        if (!before.containsKey(step.next())) {
          before.put(step.next(), new ArrayList<>());
          todo.add(step.next());
        }
        before.get(step.next()).add(state);
      }
    }
    before.keySet().stream().filter(machine::allPolledInTime).forEach(todo::add);
    Set<ProgramState> rescued = new HashSet<>(todo);
    while (!todo.isEmpty()) {
      before.get(todo.remove()).stream().filter(rescued::add).forEach(todo::add);
    }
    assertThat(rescued).isNotEmpty().noneMatch(machine::isLost);
  }

  @Test
  void thePresetsDifferInTheRepairOnly() {
    Map<String, String> fixed = new TreeMap<>(ROOM.fixed().values());
    fixed.putAll(Map.of("recheck", "off", "fence", "off"));
    assertThat(fixed).isEqualTo(new TreeMap<>(ROOM.controls().defaults().values()));
    assertThat(fixed).containsEntry("grain", "accesses");
  }

  @Test
  void aBurstThatCannotBeSearchedIsRefused() {
    assertThatThrownBy(() -> ROOM.scene(ROOM.settings("N=4")))
        .isInstanceOf(BadInput.class)
        .hasMessageStartingWith("N is 1..3 where accesses are steps (got 4)");
  }

  /** A packet that lies in the ring while the NIC is about to look at its line is not lost. */
  @Test
  void nobodyIsForgottenBeforeTheNicHasLooked() {
    assertThat(RoomFixture.picture(ROOM, "", "nic.receive").toString())
        .contains("label=sleeps,")
        .doesNotContain("nobody will wake it");
  }

  /** Nor while its interrupt is on its way, in the store buffer that stands for the bus. */
  @Test
  void nobodyIsForgottenWhileTheInterruptIsBuffered() {
    String told = "nic.receive,nic.drain,nic.order,nic.look,nic.interrupt";
    assertThat(stories(ROOM, "model=tso", told).getLast()).doesNotContain("waits in the ring");
    assertThat(RoomFixture.picture(ROOM, "model=tso", told).toString())
        .doesNotContain("nobody will wake it");
  }

  @Test
  void theWorldHasNoNicOnACpu() {
    assertThat(ROOM.world(ROOM.settings("N=1")))
        .isEqualTo(
            "one NIC with one queue, a kernel on one CPU, a burst of 1 packet and a budget of 2");
  }

  /** A packet alone costs an interrupt either way, and cannot come between. */
  @Test
  void onePacketIsNoBurst() {
    Exploration found = explore(ROOM, "N=1");
    assertThat(found.answer("polled").outcome()).isEqualTo(Outcome.SAFE);
    assertThat(found.answer("fewer-interrupts").outcome()).isEqualTo(Outcome.BREAKS);
    assertThat(found.answer("fewer-interrupts").costs().orElseThrow().a()).isEqualTo(1);
  }

  @Test
  void theStoriesTellOfTheForgottenPacket() {
    NapiMachine edge = whole(6, 4, Irq.EDGE, false);
    assertThat(stories(edge, LOST))
        .containsExactly(
            "Packet 0 lands in the ring; the line is armed, and the NIC interrupts.",
            "Interrupted, with the line masked, the kernel polls and takes 1, less than the budget"
                + " of 4: it will re-arm.",
            "Packet 1 lands in the ring; the line is masked, so nobody is told.",
            "The kernel arms the line and sleeps, with 1 in the ring that nobody will tell it of.");
    List<String> saved =
        stories(
            whole(6, 4, Irq.EDGE, true),
            LOST + ",kernel.recheck,kernel.poll,kernel.rearm,kernel.recheck");
    assertThat(saved.get(4))
        .isEqualTo("The kernel looks once more, finds 1, masks the line and polls again.");
    assertThat(saved.getLast()).isEqualTo("The kernel looks once more, finds nothing, and sleeps.");
    List<String> latched = stories(whole(6, 4, Irq.LATCHED, false), LOST);
    assertThat(latched.get(2))
        .isEqualTo(
            "Packet 1 lands in the ring; the line is masked, and the NIC latches the cause.");
    assertThat(latched.getLast())
        .isEqualTo("The kernel arms the line; the latched cause interrupts at once.");
  }

  @Test
  void thePictureShowsTheForgottenPacket() {
    NapiMachine machine = whole(6, 4, Irq.EDGE, false);
    assertThat(picture(machine, LOST)).contains("nobody will wake it", "ARMED", Tone.BAD.name());
    assertThat(picture(machine, "nic.receive,kernel.poll,nic.receive"))
        .contains("masked")
        .doesNotContain(Tone.BAD.name());
  }

  @Test
  void whatTheStoryMovesMovesInThePicture() {
    String told = "nic.receive,nic.order,nic.look,nic.interrupt,kernel.sleep:1,kernel.ack";
    String polled = told + ",kernel.look";
    assertThat(Whereabouts.of("packet 0", ROOM, "N=1 model=java", polled))
        .containsExactly(
            "the wire",
            "the ring",
            "the ring",
            "the ring",
            "the ring",
            "the ring",
            "the ring",
            "the kernel");
    assertThat(Whereabouts.of("an interrupt", ROOM, "N=1 model=java", polled))
        .containsExactly("", "", "", "", "the NIC", "the NIC", "the kernel", "the kernel");
    assertThat(places(RoomFixture.picture(ROOM, "model=tso", "nic.receive"), "packet 0"))
        .as("in the store buffer")
        .containsExactly("the NIC");
    assertThat(
            Whereabouts.of(
                "an interrupt",
                ROOM,
                "grain=operations N=2 budget=1 irq=latched",
                "nic.receive,kernel.poll,nic.receive"))
        .as("a second one is latched while the kernel handles the first")
        .containsExactly("", "the NIC", "the kernel", "the NIC and the kernel");
  }

  /** The line is armed already where the kernel stands before its fence. */
  @Test
  void thePictureSaysWhatTheKernelIsAboutTo() {
    NapiProgram.Setup setup = new NapiProgram.Setup(1, 2, Irq.EDGE, true, true);
    NapiMachine machine =
        new NapiMachine(setup, new ProgramSetup(MemoryModel.SC, Grain.ACCESSES, Modes.SHIPPED));
    String drained =
        "nic.receive,nic.order,nic.look,nic.interrupt,kernel.sleep,kernel.ack,kernel.look";
    NapiPicture picture = new NapiPicture(machine, setup);
    assertThat(picture.of(last(machine, drained)).toString()).contains("about to arm the line");
    assertThat(picture.of(last(machine, drained + ",kernel.rearm")).toString())
        .contains("about to look once more");
    assertThat(
            picture
                .of(last(machine, drained + ",kernel.rearm,kernel.fence,kernel.recheck"))
                .toString())
        .contains("label=sleeps,");
  }

  /** The kernel may poll again before it re-arms, as long as there is something to take. */
  @Test
  void nobodyPollsUnlessAnInterruptHasScheduledIt() {
    String unscheduled =
        "kernel.poll nobody scheduled a poll: the interrupt is armed, and none has come";
    NapiMachine machine = whole(6, 4, Irq.EDGE, false);
    assertThat(possible(machine, "")).containsExactly("nic.receive");
    assertThat(refused(machine, "")).containsExactly(unscheduled);
    assertThat(possible(machine, "nic.receive,kernel.poll"))
        .containsExactly("nic.receive", "kernel.rearm");
    assertThat(refused(machine, "nic.receive,kernel.poll"))
        .containsExactly("kernel.poll nothing to poll: no descriptor is done");
    assertThat(possible(machine, "nic.receive,kernel.poll,nic.receive"))
        .containsExactly("nic.receive", "kernel.rearm", "kernel.poll");
    assertThat(possible(machine, LOST)).containsExactly("nic.receive");
    assertThat(refused(machine, LOST)).containsExactly(unscheduled);
  }

  @Test
  void aFenceNeedsTheRecheckThatItStandsBefore() {
    assertThatThrownBy(() -> ROOM.scene(ROOM.settings("fence=on")))
        .isInstanceOf(BadInput.class)
        .hasMessage("fence=on stands before the re-check: it needs recheck=on (got off)");
  }

  @Test
  void theSentenceSaysOnlyWhatWasFound() {
    assertThat(ROOM.sentence(findings(List.of(), List.of())))
        .isEqualTo("Without a re-check a wake-up is lost in 10 steps.");
    Findings some =
        findings(
            List.of(
                counted("polled", "recheck=on mode=acquire-release fence=off", 3, 1000),
                counted("polled", "recheck=on mode=volatile fence=off", 0, 1000),
                counted("polled", "recheck=on mode=acquire-release fence=on", 0, 1000)),
            List.of(
                measured("fewer-interrupts", "drain", 1000),
                measured("fewer-interrupts", "per item", 5e5)));
    assertThat(ROOM.sentence(some))
        .isEqualTo(
            "Without a re-check a wake-up is lost in 10 steps. With one, here: 3 of 1,000 with"
                + " acquire-release, 0 of 1,000 with volatile. With a full fence as well: 0 of"
                + " 1,000. Draining cut the signals for a million messages from 500,000 to 1,000.");
  }

  private static NapiMachine whole(int packets, int budget, Irq irq, boolean recheck) {
    return new NapiMachine(
        new NapiProgram.Setup(packets, budget, irq, recheck, false),
        new ProgramSetup(MemoryModel.SC, Grain.OPERATIONS, Modes.SHIPPED));
  }

  private static String picture(NapiMachine machine, String schedule) {
    NapiProgram.Setup setup = new NapiProgram.Setup(6, 4, Irq.EDGE, false, false);
    return new NapiPicture(machine, setup).of(last(machine, schedule)).toString();
  }
}
