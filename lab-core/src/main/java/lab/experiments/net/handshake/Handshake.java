package lab.experiments.net.handshake;

import java.util.Optional;
import lab.net.tcp.world.TwoHosts;
import lab.room.Findings;
import lab.room.Models;
import lab.room.Room;
import lab.room.Saying;
import lab.room.Scene;
import lab.room.Settings;

/** The room: how two hosts come to believe that they are connected. */
public final class Handshake {
  public static final Room ROOM =
      Room.at("net/handshake")
          .title("TCP handshake and states")
          .question("Why do two hosts need three segments before they are connected?")
          .controls(
              Setup.VARIANT,
              Setup.SCENARIO,
              Setup.OLD_SYN,
              Setup.LOSSES,
              Setup.DUPLICATES,
              Setup.RETRIES,
              Setup.STACK,
              Setup.TIME_WAIT,
              Setup.BACKLOG)
          .fixed("variant=three-way")
          .hazard(HandshakeClaims.NO_GHOST, "a server is connected to a client that did not ask")
          .holds(HandshakeClaims.HOLD)
          .contrast(Setup.VARIANT, Setup.STACK)
          .scene(Handshake::scene)
          .world(settings -> Setup.of(settings).world())
          .evidence(HandshakeEvidence::all)
          .sentence(Handshake::sentence)
          .build();

  private Handshake() {}

  private static Scene<?> scene(Settings settings) {
    Setup setup = Setup.of(settings);
    HandshakeMachine machine = HandshakeMachine.of(setup);
    TwoHosts hosts = machine.hosts();
    return Scene.of(machine, new HandshakePicture(setup, hosts)::of)
        .sending(HandshakeWire.of(hosts));
  }

  private static String sentence(Findings found, Models models) {
    return Saying.that("Two-way accepts a ghost in %s.", models.steps(HandshakeClaims.NO_GHOST, ""))
        .and(
            " Here connect took %s us, a round trip %s.",
            micros(found, "connect"), micros(found, "round trip"))
        .and(
            " Over a slow device a request took %s round trips on an open connection, %s on a new"
                + " one.",
            found.score(HandshakeEvidence.STANDING, 2), found.score(HandshakeEvidence.OPENED, 2))
        .and(
            " Of the arrows of figure 5 this kernel followed %s.",
            found.value(HandshakeEvidence.ARROWS))
        .and(
            " This kernel's answers and states differ from the model's in %s.",
            found.count(HandshakeClaims.AS_SPECIFIED, HandshakeEvidence.LINUX))
        .text();
  }

  /** Of the loopback alone: over a TUN device milliseconds are measured. */
  private static Optional<String> micros(Findings found, String label) {
    return found.measured().stream()
        .filter(m -> m.label().equals(label) && m.unit().equals("ns"))
        .findFirst()
        .map(m -> Findings.fixed(m.median() / 1_000, 1));
  }
}
