package lab.experiments.nic.busypoll;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import lab.experiments.nic.busypoll.BusyPollMachine.Wait;
import lab.explore.Claim;
import lab.room.Control;
import lab.room.Controls;
import lab.room.Evidence;
import lab.room.Experiment;
import lab.room.Findings;
import lab.room.Live;
import lab.room.Outcome;
import lab.room.Predictions;
import lab.room.Room;
import lab.room.Scene;
import lab.room.Settings;

/** The room: a receiver that polls, sleeps, or polls and then sleeps. */
public final class BusyPoll implements Experiment {
  private static final Controls CONTROLS =
      Controls.of(
          Control.choice(
              "busyPoll",
              "the receiver sleeps, polls, or polls and then sleeps",
              "on",
              "off",
              "on",
              "then-sleep"),
          Control.number("cpus", "CPUs for sender and receiver", 1, 2, 1),
          Control.choice("preempt", "a poller loses its CPU after a slice", "off", "off", "on"),
          Control.choice(
              "arm",
              "then-sleep looks once more after arming the interrupt, or not",
              "check",
              "check",
              "blind"));

  private static final String WAKE_UPS = "lab.bench.nic.busypoll.WakeUps";
  private static final String NO_INTERRUPT =
      "a loopback has no interrupt; waiting, waking and the scheduler are real";

  /** Names under which the live runs answer; {@code lab.bench.nic.busypoll.WakeUps} has them. */
  private static final String SPIN = "sockets, spin";

  private static final String BLOCK = "sockets, block";
  private static final String SPIN_CPU = "sockets, spin: CPU share of the receiver";

  public static final Room ROOM = new BusyPoll().room();

  @Override
  public String address() {
    return "nic/busy-poll";
  }

  @Override
  public String title() {
    return "Interrupt or busy poll";
  }

  @Override
  public String question() {
    return "What does a receiver save that polls instead of sleeping, and what does it need?";
  }

  @Override
  public Controls controls() {
    return CONTROLS;
  }

  @Override
  public Settings fixed() {
    return CONTROLS.with(CONTROLS.defaults(), "cpus", "2");
  }

  @Override
  public Scene<?> scene(Settings settings) {
    BusyPollMachine machine = machine(settings);
    return new Scene<>(machine, new BusyPollPicture(machine)::of);
  }

  private static BusyPollMachine machine(Settings settings) {
    Wait wait =
        switch (settings.get("busyPoll")) {
          case "off" -> Wait.INTERRUPT;
          case "on" -> Wait.POLL;
          default -> Wait.THEN_SLEEP;
        };
    return new BusyPollMachine(
        wait, settings.number("cpus"), settings.is("preempt", "on"), settings.is("arm", "check"));
  }

  @Override
  public List<Evidence> evidence() {
    return List.of(
        Live.of(BusyPollMachine.POLL_BEATS_INTERRUPT, WAKE_UPS)
            .arguments("sockets")
            .compares(SPIN, BLOCK)
            .timed()
            .analogue(NO_INTERRUPT),
        Live.of(BusyPollMachine.POLL_BEATS_INTERRUPT, WAKE_UPS)
            .arguments("threads")
            .compares("threads, spin", "threads, block")
            .timed()
            .analogue("two threads pass a number; there is no packet"),
        Live.of(BusyPollMachine.SENDER_RUNS, WAKE_UPS)
            .arguments("one-cpu")
            .settings(Map.of("busyPoll", "on", "cpus", "1", "preempt", "on"))
            .outcomes(
                List.of(
                    outcome("in-time", "the poller did not have to be interrupted", false),
                    outcome("slice", "a spinner kept the only CPU for half a ms or more", true)))
            .timed());
  }

  private static Outcome outcome(String id, String meaning, boolean violation) {
    // Memory has no part in this: every memory model allows what the scheduler does.
    return Outcome.typed(id, meaning, violation, List.of("sc", "tso", "java"));
  }

  @Override
  public Predictions predictions() {
    return new Predictions(
        Map.of(
            BusyPollMachine.ALL_READ, "breaks",
            BusyPollMachine.SENDER_RUNS, "breaks",
            BusyPollMachine.NO_SLEEPER, "safe",
            BusyPollMachine.POLL_BEATS_INTERRUPT, "safe",
            BusyPollMachine.PACKET_READ, "reached"),
        Map.of(
            BusyPollMachine.ALL_READ, "safe",
            BusyPollMachine.SENDER_RUNS, "safe",
            BusyPollMachine.NO_SLEEPER, "safe",
            BusyPollMachine.POLL_BEATS_INTERRUPT, "safe",
            BusyPollMachine.PACKET_READ, "reached"));
  }

  @Override
  public List<String> contrast() {
    return List.of("busyPoll", "cpus", "preempt");
  }

  @Override
  public String sentence(Findings findings) {
    Claim.Costs costs =
        machine(CONTROLS.defaults()).claims().stream()
            .filter(c -> c instanceof Claim.Beats<?>)
            .map(c -> ((Claim.Beats<?>) c).costs().get())
            .findFirst()
            .orElseThrow();
    StringBuilder text = new StringBuilder("Model: %d → %d ns.".formatted(costs.b(), costs.a()));
    Optional<Findings.Measured> spin = findings.measured(SPIN);
    Optional<Findings.Measured> block = findings.measured(BLOCK);
    if (spin.isPresent() && block.isPresent()) {
      double a = spin.get().median();
      double b = block.get().median();
      text.append(
          String.format(
              Locale.ROOT,
              " Here a round trip of two that sleep took %.1f us, of two that spin %.1f us: %.1f×",
              b,
              a,
              b / a));
      findings.value(SPIN_CPU).ifPresent(c -> text.append("; spinning used " + c + " of a CPU"));
      text.append('.');
    }
    findings
        .counted(BusyPollMachine.SENDER_RUNS, "cpus", "1")
        .ifPresent(c ->
            text.append(" Both spinning on one CPU: %s waited a slice.".formatted(c.phrase())));
    return text.toString();
  }
}
