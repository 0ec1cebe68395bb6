package lab.experiments.net.encapsulation;

/** Where the message is: six layers down, perhaps a router, five layers up again. */
enum At {
  /** The application has not sent it yet. */
  UNSENT("app"),
  APP("app"),
  TRANSPORT("TCP"),
  NETWORK("IP"),
  LINK("link"),
  NIC("NIC"),
  WIRE("wire"),
  /** On the wire behind the router. */
  ROUTED("router"),
  THEIR_NIC("rx NIC"),
  THEIR_LINK("rx link"),
  THEIR_NETWORK("rx IP"),
  THEIR_TRANSPORT("rx TCP"),
  THEIR_APP("rx app");

  /** What the place is called; the transport's is TCP's until it is known to be UDP. */
  final String title;

  At(String title) {
    this.title = title;
  }

  /** Whether frames are between two machines. */
  boolean onAWire() {
    return this == WIRE || this == ROUTED;
  }

  /** Whether the receiver has it. */
  boolean theirs() {
    return switch (this) {
      case THEIR_NIC, THEIR_LINK, THEIR_NETWORK, THEIR_TRANSPORT, THEIR_APP -> true;
      default -> false;
    };
  }

  /** Where it is once the receiver has peeled one layer more. */
  At peeled() {
    return switch (this) {
      case WIRE, ROUTED -> THEIR_NIC;
      case THEIR_NIC -> THEIR_LINK;
      case THEIR_LINK -> THEIR_NETWORK;
      case THEIR_NETWORK -> THEIR_TRANSPORT;
      case THEIR_TRANSPORT -> THEIR_APP;
      default -> throw new IllegalStateException(this + " has nothing to peel");
    };
  }

  /** Where it was before it came to this layer of the receiver. */
  At before() {
    return switch (this) {
      case THEIR_NIC -> WIRE;
      case THEIR_LINK -> THEIR_NIC;
      case THEIR_NETWORK -> THEIR_LINK;
      case THEIR_TRANSPORT -> THEIR_NETWORK;
      case THEIR_APP -> THEIR_TRANSPORT;
      default -> throw new IllegalStateException(this + " is no layer of the receiver");
    };
  }
}
