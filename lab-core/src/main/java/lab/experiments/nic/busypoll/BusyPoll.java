package lab.experiments.nic.busypoll;

import java.util.List;
import lab.explore.Claim;
import lab.room.Evidence;
import lab.room.Findings;
import lab.room.Live;
import lab.room.Models;
import lab.room.Outcome;
import lab.room.Room;
import lab.room.Saying;
import lab.room.Scene;
import lab.room.Settings;

/** The room: a receiver that polls, sleeps, or polls and then sleeps. */
public final class BusyPoll {
  /** Names under which the live runs answer; {@code lab.bench.nic.busypoll.WakeUps} has them. */
  private static final String SPIN = "sockets, spin";

  private static final String BLOCK = "sockets, block";
  private static final String SPIN_CPU = "sockets, spin: CPU share of the receiver";

  /** Why what is measured is so much more than the page's numbers: said wherever it is printed. */
  private static final String LEFT_OUT =
      "; a wake-up may cost what the model leaves out: the scheduler's queue, an idle CPU's way out"
          + " of deep sleep, a virtual machine's exit and IPI";

  public static final Room ROOM =
      Room.at("nic/busy-poll")
          .title("Interrupt or busy poll")
          .question(
              "What does a receiver save that polls instead of sleeping, and what does it need?")
          .controls(Setup.BUSY_POLL, Setup.CPUS, Setup.PREEMPT, Setup.ARM)
          .fixed("cpus=2")
          .hazard(BusyPollMachine.SENDER_RUNS, "the poller starves the sender")
          .contrast(Setup.BUSY_POLL, Setup.CPUS, Setup.PREEMPT)
          .scene(BusyPoll::scene)
          .world(settings -> Setup.of(settings).world())
          .evidence(BusyPoll::evidence)
          .holds(BusyPollMachine.NO_SLEEPER)
          .sentence(BusyPoll::sentence)
          .build();

  private BusyPoll() {}

  private static Scene<?> scene(Settings settings) {
    Setup setup = Setup.of(settings);
    return Scene.of(new BusyPollMachine(setup), new BusyPollPicture(setup)::of);
  }

  private static List<Evidence> evidence() {
    return List.of(
        Live.of(BusyPollMachine.POLL_BEATS_INTERRUPT, "WakeUps")
            .arguments("sockets")
            .about("two threads that send a datagram to and fro over the loopback")
            .compares(SPIN, BLOCK)
            .timed()
            .analogue(
                "no NIC and no wire; round trips, with two wake-ups if threads sleep" + LEFT_OUT),
        Live.of(BusyPollMachine.POLL_BEATS_INTERRUPT, "WakeUps")
            .arguments("threads")
            .about("two threads that pass a number to and fro in memory")
            .compares("threads, spin", "threads, block")
            .timed()
            .analogue(
                "no packet at all; round trips, with two wake-ups if threads sleep" + LEFT_OUT),
        Live.of(BusyPollMachine.SENDER_RUNS, "WakeUps")
            .arguments("one-cpu")
            .about("two threads bound to one CPU that pass a number to and fro")
            .settings("busyPoll=on cpus=1 preempt=on")
            .outcomes(
                Outcome.fine("in-time", "the poller did not have to be interrupted"),
                Outcome.bad("slice", "half a ms or more, as where a spinner keeps the only CPU"))
            .timed()
            .unseen("the scheduler took the CPU from the poller sooner"));
  }

  private static String sentence(Findings found, Models models) {
    Claim.Costs costs = models.costs(BusyPollMachine.POLL_BEATS_INTERRUPT);
    return Saying.that(
            "Model: %d → %d ns (the page's numbers, for illustration).", costs.b(), costs.a())
        .and(
            " Here a round trip of two that sleep took %s us, of two that spin %s us: %s×"
                + LEFT_OUT
                + ".",
            found.score(BLOCK, 1),
            found.score(SPIN, 1),
            found.times(BLOCK, SPIN, 1))
        .and(" Spinning used %s of a CPU.", found.value(SPIN_CPU))
        .and(
            " Both spinning on one CPU: %s waited a slice.",
            found.count(BusyPollMachine.SENDER_RUNS, "cpus=1"))
        .text();
  }
}
