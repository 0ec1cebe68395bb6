package lab.experiments.nic.napi;

import java.util.List;
import lab.room.Evidence;
import lab.room.Findings;
import lab.room.Live;
import lab.room.Models;
import lab.room.Outcome;
import lab.room.Saying;
import lab.room.Stress;
import lab.room.StressTest;

/** How the host is asked about re-arming, and what is said of its answers. */
final class NapiEvidence {
  private static final List<Outcome> WHO_TELLS =
      List.of(
          Outcome.fine("0, 1", "the re-check finds the packet"),
          Outcome.fine("1, 0", "the device interrupts"),
          Outcome.fine("1, 1", "both"),
          Outcome.bad("0, 0", "nobody will poll the packet"));

  private static final List<Outcome> BURSTS =
      List.of(
          Outcome.fine("polled", "a burst, without help"),
          Outcome.bad("forgotten", "in the ring, and nobody told"));

  private NapiEvidence() {}

  static List<Evidence> all() {
    return List.of(
        Stress.of(
                NapiMachine.POLLED,
                rearm("Plain", "fence=off mode=plain"),
                rearm("Opaque", "fence=off mode=opaque"),
                rearm("AcquireRelease", "fence=off mode=acquire-release"),
                rearm("Volatile", "fence=off mode=volatile"),
                rearm("FullFence", "fence=on mode=acquire-release"))
            .about("arming and re-check against a packet, in miniature"),
        shipped("irq=edge recheck=off"),
        shipped("irq=clear-late recheck=off"),
        shipped("irq=latched recheck=off"),
        shipped("irq=edge recheck=on"),
        Live.of(NapiMachine.FEWER_INTERRUPTS, "WakeUpsLive")
            .about("signals to a sleeping thread, for each message or only while it sleeps")
            .compares("drain", "per item")
            .timed()
            .analogue("the interrupt is a signal to a thread; one per message is by construction"));
  }

  private static StressTest rearm(String name, String ordering) {
    String settings = "irq=edge recheck=on grain=accesses " + ordering;
    return StressTest.of("RearmStress$" + name, settings, WHO_TELLS);
  }

  /** The shipped loop, whose mask is volatile. */
  private static Live shipped(String settings) {
    return Live.of(NapiMachine.POLLED, "RearmLive")
        .settings(settings + " fence=off mode=volatile grain=accesses")
        .outcomes(BURSTS)
        .timed()
        .about("bursts through the shipped poll loop and the software NIC")
        .analogue("the software NIC's line is a word in memory");
  }

  static String sentence(Findings found, Models models) {
    String claim = NapiMachine.POLLED;
    return Saying.that("Without a re-check a wake-up is lost in %s.", models.steps(claim, ""))
        .and(" With one, here: %s.", found.counts(claim, Napi.MODE, "recheck=on fence=off"))
        .and(" With a full fence as well: %s.", found.count(claim, "fence=on"))
        .and(
            " Draining cut the signals for a million messages from %s to %s.",
            found.score("per item", 0), found.score("drain", 0))
        .text();
  }
}
