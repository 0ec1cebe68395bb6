package lab.experiments.net.encapsulation;

import java.util.List;
import java.util.Optional;

/**
 * Which mistake can be made where. One that would change no byte is none, and is refused with the
 * reason.
 */
final class Mistakes {
  private final Setup setup;
  private final Sender sender;

  Mistakes(Setup setup, Sender sender) {
    this.setup = setup;
    this.sender = sender;
  }

  /** Whether the mistake is one of the step that is next. */
  boolean belongs(Trip trip, Mistake mistake) {
    boolean inCard = setup.checksumInCard(setup.sent(trip.message()));
    At made =
        switch (mistake) {
          case NO_SPLIT -> setup.udp() ? At.TRANSPORT : setup.offload() ? At.LINK : At.APP;
          case ODD_BYTE, PSEUDO_LENGTH, BYTE_ORDER -> inCard ? At.LINK : At.APP;
          case PAD_COUNTED, LONG_LENGTH -> At.TRANSPORT;
          case STALE_CHECKSUM -> At.WIRE;
        };
    return trip.at() == made && !trip.spoilt();
  }

  /** What the next layer makes of it with the mistake, if that is not what it should be. */
  Optional<List<Unit>> made(Trip trip, Mistake mistake) {
    List<Unit> wrong = made(trip, Optional.of(mistake));
    return wrong.equals(made(trip, Optional.empty())) ? Optional.empty() : Optional.of(wrong);
  }

  /** What the next layer makes of it. */
  List<Unit> made(Trip trip, Optional<Mistake> mistake) {
    List<Unit> units = trip.units();
    return switch (trip.at()) {
      case APP -> sender.transport(units.getFirst().payload(), mistake);
      case TRANSPORT -> sender.network(units, mistake);
      case NETWORK -> sender.link(units);
      case LINK -> sender.nic(units, trip.message(), mistake);
      case WIRE -> Router.forward(units, mistake.isPresent(), false);
      default -> units;
    };
  }

  /** Why a mistake would change nothing here. */
  String why(Trip trip, Mistake mistake) {
    return switch (mistake) {
      case NO_SPLIT -> "it fits the MTU of " + setup.mtu();
      case ODD_BYTE -> "the number of bytes is even";
      case PSEUDO_LENGTH -> "the checksum comes out the same";
      case BYTE_ORDER -> "both bytes of the checksum are equal";
      case PAD_COUNTED ->
          cutByCard(trip)
              ? "the card makes the lengths of what it cuts"
              : "nothing fills the frame up: it is 60 bytes or more";
      case LONG_LENGTH -> "the card makes the lengths of what it cuts";
      case STALE_CHECKSUM -> "IPv6 has no header checksum";
    };
  }

  /** Whether what is handed down is cut by the card, so that its lengths come from there. */
  private boolean cutByCard(Trip trip) {
    return !setup.udp() && setup.offload() && setup.sent(trip.message()) > setup.room();
  }

  /** Whether the step can be taken with the mistake. */
  boolean possible(Trip trip, Mistake mistake) {
    boolean ofALength = mistake == Mistake.PAD_COUNTED || mistake == Mistake.LONG_LENGTH;
    return !(ofALength && cutByCard(trip)) && made(trip, mistake).isPresent();
  }
}
