package lab.experiments.nic.sendpath;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import lab.experiments.nic.sendpath.SendPathMachine.Route;
import lab.experiments.nic.sendpath.SendPathMachine.Setup;
import lab.input.BadInput;
import lab.room.Bench;
import lab.room.Benchmark;
import lab.room.Control;
import lab.room.Controls;
import lab.room.Evidence;
import lab.room.Experiment;
import lab.room.Findings;
import lab.room.Predictions;
import lab.room.Room;
import lab.room.Scene;
import lab.room.Settings;

/** The room: nine stages from a call of send to the wire, and three ways to be spared some. */
public final class SendPath implements Experiment {
  private static final Controls CONTROLS =
      Controls.of(
          Control.choice("bypass", "kernel bypass at the start", "off", "off", "on"),
          Control.choice("tx_push", "TX push at the start; needs bypass", "off", "off", "on"),
          Control.choice("ctpio", "CTPIO at the start; needs bypass", "off", "off", "on"),
          Control.number("budget", "nanoseconds that a frame may take", 100, 1300, 500),
          Control.number("frame", "bytes of a frame; CTPIO takes up to 4092", 60, 9000, 64),
          Control.choice("checksum", "who fills checksums in", "offload", "offload", "software"),
          Control.choice(
              "pace",
              "send while earlier sends are outstanding, or not",
              "eager",
              "eager",
              "drained"),
          Control.choice(
              "setup", "techniques can be toggled, or stay as set", "open", "open", "closed"));

  private static final String BENCH = "lab.bench.nic.sendpath.SendPathBench.";
  private static final String ANALOGUE =
      "a ring between two functions stands for the path past the kernel; no stage behind the"
          + " doorbell is measured";

  private static final String HAND_OFF = "ring hand-off";
  private static final String LOOPBACK = "loopback send and receive";

  public static final Room ROOM = new SendPath().room();

  @Override
  public String address() {
    return "nic/send-path";
  }

  @Override
  public String title() {
    return "Send path latency";
  }

  @Override
  public String question() {
    return "Where do the nanoseconds of a send go, and what takes them away?";
  }

  @Override
  public Controls controls() {
    return CONTROLS;
  }

  /** The set that the search finds for 500 ns, kept, and used where it holds. */
  @Override
  public Settings fixed() {
    Settings fixed = CONTROLS.defaults();
    for (Map.Entry<String, String> set :
        List.of(
            Map.entry("bypass", "on"),
            Map.entry("tx_push", "on"),
            Map.entry("pace", "drained"),
            Map.entry("setup", "closed"))) {
      fixed = CONTROLS.with(fixed, set.getKey(), set.getValue());
    }
    return fixed;
  }

  @Override
  public Scene<?> scene(Settings settings) {
    SendPathMachine machine = machine(settings);
    return new Scene<>(machine, new SendPathPicture(machine)::of);
  }

  private static SendPathMachine machine(Settings settings) {
    boolean bypass = settings.is("bypass", "on");
    for (String technique : List.of("tx_push", "ctpio")) {
      if (!bypass && settings.is(technique, "on")) {
        throw new BadInput(
            "%s=on needs bypass=on: the kernel keeps the NIC to itself (add --set bypass=on)"
                .formatted(technique));
      }
    }
    return new SendPathMachine(
        new Setup(
            bypass,
            settings.is("tx_push", "on"),
            settings.is("ctpio", "on"),
            settings.number("budget"),
            settings.number("frame"),
            settings.is("checksum", "software"),
            settings.is("pace", "drained"),
            settings.is("setup", "open")));
  }

  /** The profile host: what a user program can measure of the path that it goes through. */
  @Override
  public List<Evidence> evidence() {
    return List.of(
        new Bench(
            SendPathMachine.BYPASS_BEATS_KERNEL,
            List.of(
                benchmark(HAND_OFF, "ringHandOff"),
                benchmark(LOOPBACK, "loopback"),
                benchmark("loopback, 1400 bytes", "loopbackLong"),
                benchmark("system call (empty receive)", "emptyReceive"),
                benchmark("copy of 64 bytes", "copy64"),
                benchmark("copy of 1460 bytes", "copy1460"),
                benchmark("wake-up, there and back", "wakeUp"),
                benchmark("ring hand-off, two threads", "ringBetweenThreads")),
            HAND_OFF,
            LOOPBACK,
            Optional.of(ANALOGUE)));
  }

  private static Benchmark benchmark(String label, String method) {
    return new Benchmark(label, BENCH + method, Map.of());
  }

  @Override
  public Predictions predictions() {
    return new Predictions(
        Map.of(
            SendPathMachine.WITHIN_BUDGET, "reached",
            SendPathMachine.OVER_BUDGET, "breaks",
            SendPathMachine.FALLS_BACK, "breaks",
            SendPathMachine.BAD_CHECKSUM, "breaks",
            SendPathMachine.BYPASS_BEATS_KERNEL, "safe",
            SendPathMachine.LEAVES, "reached"),
        Map.of(
            SendPathMachine.WITHIN_BUDGET, "reached",
            SendPathMachine.OVER_BUDGET, "safe",
            SendPathMachine.FALLS_BACK, "safe",
            SendPathMachine.BAD_CHECKSUM, "safe",
            SendPathMachine.BYPASS_BEATS_KERNEL, "safe",
            SendPathMachine.LEAVES, "reached"));
  }

  @Override
  public List<String> contrast() {
    return List.of();
  }

  @Override
  public String sentence(Findings findings) {
    SendPathMachine seed = machine(CONTROLS.defaults());
    String model =
        "Model: %d ns, %d past the kernel, %d with TX push, %d with CTPIO."
            .formatted(
                seed.total(Route.KERNEL),
                seed.total(Route.BYPASS),
                seed.total(Route.PUSH),
                seed.total(Route.CTPIO));
    Optional<Findings.Measured> ring = findings.measured(HAND_OFF);
    Optional<Findings.Measured> socket = findings.measured(LOOPBACK);
    if (ring.isEmpty() || socket.isEmpty()) {
      return model;
    }
    double a = ring.get().median();
    double b = socket.get().median();
    return String.format(
        Locale.ROOT,
        "%s Here a send and receive on the loopback costs %.0f ns, a ring hand-off %.1f ns: %.0f×,"
            + " %s. PCIe stages cannot be measured here.",
        model,
        b,
        a,
        b / a,
        a < b ? "the direction agrees" : "the direction does not agree");
  }
}
