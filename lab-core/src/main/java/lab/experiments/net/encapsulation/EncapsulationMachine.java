package lab.experiments.net.encapsulation;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import lab.explore.Action;
import lab.explore.Claim;
import lab.explore.Machine;
import lab.explore.Refusal;
import lab.net.frame.Bytes;

/**
 * A message of an application on its way down six layers, over a wire, perhaps through a router,
 * and up again. Every step makes real bytes; claims look at those and at nothing else.
 */
final class EncapsulationMachine implements Machine<Trip> {
  private static final Action SEND = Action.of("app", "send");
  private static final Action HALVE = Action.of("app", "halve");
  private static final Action DOUBLE = Action.of("app", "double");
  private static final Action IP_WRAP = Action.of("ip", "wrap");
  private static final Action FRAME = Action.of("driver", "wrap");
  private static final Action CARD = Action.of("nic", "wrap");
  private static final Action OUT = Action.of("nic", "send");
  private static final Action FORWARD = Action.of("router", "forward");
  private static final Action MEMORY_SWAP = Action.of("router", "forward", "swap");
  private static final Action WIRE_SWAP = Action.of("wire", "swap");
  private static final Action PEEL = Action.of("receiver", "peel");

  private final Setup setup;
  private final Sender sender;
  private final Mistakes mistakes;
  private final EncapsulationStory story;
  private final PeelStory peeling;
  private final OnTheWire seen;

  EncapsulationMachine(Setup setup) {
    this.setup = setup;
    sender = new Sender(setup);
    mistakes = new Mistakes(setup, sender);
    story = new EncapsulationStory(setup);
    peeling = new PeelStory(setup);
    seen = new OnTheWire(setup, sender);
  }

  Setup setup() {
    return setup;
  }

  @Override
  public Trip start() {
    return Trip.start(setup.payload());
  }

  @Override
  public void steps(Trip s, Steps<Trip> out) {
    if (s.dropped().isPresent()) {
      return;
    }
    switch (s.at()) {
      case UNSENT -> unsent(s, out);
      case APP -> wrap(s, Action.of(setup.udp() ? "udp" : "tcp", "wrap"), At.TRANSPORT, out);
      case TRANSPORT -> wrap(s, IP_WRAP, At.NETWORK, out);
      case NETWORK -> wrap(s, FRAME, At.LINK, out);
      case LINK -> wrap(s, CARD, At.NIC, out);
      case NIC -> out.step(OUT, s.to(At.WIRE, s.units()), () -> story.out(s));
      case WIRE -> {
        peel(s, out);
        route(s, out);
        swap(s, out);
      }
      case ROUTED -> {
        peel(s, out);
        swap(s, out);
      }
      case THEIR_NIC, THEIR_LINK, THEIR_NETWORK, THEIR_TRANSPORT -> peel(s, out);
      case THEIR_APP -> {
        // The bytes have been taken.
      }
    }
  }

  private void unsent(Trip s, Steps<Trip> out) {
    Unit handed = Unit.of(List.of(), sender.sent(s.message()));
    out.step(SEND, s.to(At.APP, List.of(handed)), () -> story.send(s));
    sizes(
        s,
        (action, bytes) -> out.step(action, s.handing(bytes), () -> story.resized(s, bytes)),
        (action, why) -> {});
  }

  /**
   * Smaller messages and larger ones. Who has begun to send less goes on so, and beyond a message
   * that is split nothing is new: so the sizes are few.
   */
  private void sizes(
      Trip s, BiConsumer<Action, Integer> possible, BiConsumer<Action, String> refused) {
    int bytes = s.message();
    if (bytes > setup.payload()) {
      refused.accept(HALVE, "it has begun to send more at a time");
    } else if (bytes == 1) {
      refused.accept(HALVE, "a message of one byte is the smallest");
    } else {
      possible.accept(HALVE, bytes / 2);
    }
    if (bytes < setup.payload()) {
      refused.accept(DOUBLE, "it has begun to send less at a time");
    } else if (setup.sent(bytes) > setup.room()) {
      refused.accept(DOUBLE, "it is split already, and a larger one would be split alike");
    } else if (2 * bytes > Setup.PAYLOAD.max()) {
      refused.accept(DOUBLE, "a message is at most " + Setup.PAYLOAD.max() + " bytes here");
    } else {
      possible.accept(DOUBLE, 2 * bytes);
    }
  }

  /** One layer down, as it should be or with a mistake. */
  private void wrap(Trip s, Action action, At next, Steps<Trip> out) {
    Trip right = s.to(next, mistakes.made(s, Optional.empty()));
    out.step(action, right, () -> story.wrapped(s, right, Optional.empty()));
    for (Mistake mistake : Mistake.values()) {
      if (offered(s, mistake) && mistakes.possible(s, mistake)) {
        Trip wrong = s.to(next, mistakes.made(s, Optional.of(mistake))).spoiling();
        out.step(with(action, mistake), wrong, () -> story.wrapped(s, wrong, Optional.of(mistake)));
      }
    }
  }

  private boolean offered(Trip s, Mistake mistake) {
    return setup.mistakes().contains(mistake) && mistakes.belongs(s, mistake);
  }

  private static Action with(Action action, Mistake mistake) {
    return Action.of(action.actor(), action.verb(), mistake.word);
  }

  private void route(Trip s, Steps<Trip> out) {
    Optional<String> refusal = Router.refusal(setup, s.units());
    if (refusal.isPresent()) {
      Trip dropped = s.to(At.ROUTED, s.units()).dropping(refusal.orElseThrow());
      out.step(FORWARD, dropped, () -> peeling.thrown("router", dropped));
      return;
    }
    wrap(s, FORWARD, At.ROUTED, out);
    if (swappable(s).isEmpty()) {
      Trip swapped = s.to(At.ROUTED, Router.forward(s.units(), false, true)).spoiling();
      out.step(MEMORY_SWAP, swapped, () -> story.swappedInMemory(swapped));
    }
  }

  private void swap(Trip s, Steps<Trip> out) {
    if (swappable(s).isEmpty()) {
      List<Unit> units = new ArrayList<>(s.units());
      units.set(0, units.getFirst().swapped());
      Trip swapped = s.to(s.at(), units).spoiling();
      out.step(WIRE_SWAP, swapped, () -> story.swappedOnTheWire(swapped));
    }
  }

  /** Why no words change places; empty if they may. */
  private static Optional<String> swappable(Trip s) {
    if (s.spoilt()) {
      return Optional.of("one thing has gone wrong already");
    }
    return s.units().getFirst().swapped().equals(s.units().getFirst())
        ? Optional.of(
            (s.units().size() == 1 ? "the frame" : "the first frame")
                + " has no two words of payload that differ")
        : Optional.empty();
  }

  private void peel(Trip s, Steps<Trip> out) {
    At next = s.at().peeled();
    Optional<String> refusal = new Receiver(setup).refusal(next, Receiver.bytes(s.units()));
    Trip peeled = s.to(next, s.units());
    Trip after = refusal.map(peeled::dropping).orElse(peeled);
    out.step(PEEL, after, () -> peeling.peeled(after));
  }

  @Override
  public List<Refusal> refusals(Trip s) {
    List<Refusal> refused = new ArrayList<>();
    if (s.dropped().isPresent()) {
      refused.add(new Refusal(PEEL, "it has been thrown away; nobody sends it again here"));
      return refused;
    }
    if (s.at() == At.UNSENT) {
      sizes(s, (action, bytes) -> {}, (action, why) -> refused.add(new Refusal(action, why)));
    }
    Optional<Action> next = wrapping(s);
    for (Mistake mistake : Mistake.values()) {
      if (next.isPresent() && offered(s, mistake) && !mistakes.possible(s, mistake)) {
        refused.add(new Refusal(with(next.orElseThrow(), mistake), mistakes.why(s, mistake)));
      }
    }
    if (s.at().onAWire()) {
      swappable(s).ifPresent(why -> refused.add(new Refusal(WIRE_SWAP, why)));
    }
    if (s.at() == At.ROUTED) {
      refused.add(new Refusal(FORWARD, "the one router lies behind it"));
    }
    return refused;
  }

  /** The step that a mistake could be made in. */
  private Optional<Action> wrapping(Trip s) {
    return switch (s.at()) {
      case APP -> Optional.of(Action.of(setup.udp() ? "udp" : "tcp", "wrap"));
      case TRANSPORT -> Optional.of(IP_WRAP);
      case LINK -> Optional.of(CARD);
      case WIRE -> Optional.of(FORWARD);
      default -> Optional.empty();
    };
  }

  @Override
  public List<Claim<Trip>> claims() {
    return seen.claims();
  }

  /** What a step put on the wire: the card's frames, the router's, and a frame that was hurt. */
  List<Bytes> sent(Trip before, Action action, Trip after) {
    boolean put = action.equals(OUT) || action.equals(WIRE_SWAP) || action.verb().equals("forward");
    if (!put || after.dropped().isPresent()) {
      return List.of();
    }
    List<Unit> frames =
        action.equals(WIRE_SWAP) ? List.of(after.units().getFirst()) : after.units();
    return Receiver.bytes(frames);
  }
}
