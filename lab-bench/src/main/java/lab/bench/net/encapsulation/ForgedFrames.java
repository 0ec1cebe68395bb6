package lab.bench.net.encapsulation;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import lab.bench.harness.Patience;
import lab.host.Errno;
import lab.host.LinuxSocket;
import lab.host.PacketSocket;
import lab.net.frame.Bytes;
import lab.net.frame.Link;
import lab.net.frame.Packet;
import lab.net.frame.Peel;
import lab.net.frame.Tcp;

/**
 * Frames that continue a conversation of ours as its sender would, but for the harm done to their
 * payload after the checksum was made.
 */
final class ForgedFrames {
  private static final long PATIENCE_MILLIS = 2_000;
  private static final long IN_VAIN_MILLIS = 50;
  private static final int LEAST = 4;
  private static final int MOST = 1_000;
  private static final int LETTERS = 26;

  /** Of IPv6 and TCP with timestamps: a message fits into one frame. */
  private static final int HEADERS = 40 + 32;

  private final Place place;
  private final PacketSocket wire;
  private final int version;
  private final boolean udp;
  private final Bytes message;

  /**
   * @param wire that of the place's near end
   */
  ForgedFrames(Place place, PacketSocket wire, Wish wish) {
    this.place = place;
    this.wire = wire;
    this.version = wish.version();
    this.udp = wish.udp();
    int most = Math.clamp(wish.mtu() - HEADERS, LEAST, MOST);
    byte[] letters = new byte[Math.clamp(wish.payload(), LEAST, most)];
    for (int i = 0; i < letters.length; i++) {
      letters[i] = (byte) ('a' + i % LETTERS);
    }
    this.message = Bytes.of(letters);
  }

  /** What is done to a payload. */
  enum Harm {
    /** The first two words change places: no sum of words sees it. */
    SWAP {
      @Override
      Bytes done(Bytes right) {
        return Bytes.join(List.of(right.slice(2, 4), right.slice(0, 2), right.from(4)));
      }
    },
    /** A bit is another: every sum sees it. */
    FLIP {
      @Override
      Bytes done(Bytes right) {
        return right.with(0, right.u8(0) ^ 1);
      }
    };

    abstract Bytes done(Bytes right);
  }

  /** Whether a harmed frame's payload, and nothing else, is handed over by the kernel. */
  boolean arrives(Harm harm) throws IOException {
    try (LinuxSocket far = place.far(version, udp);
        LinuxSocket near = place.near(version, udp)) {
      must("bind", far.bind(new InetSocketAddress(place.farAddress(version), 0)));
      return udp ? datagram(near, far, harm) : segment(near, far, harm);
    }
  }

  private boolean datagram(LinuxSocket near, LinuxSocket far, Harm harm) throws IOException {
    must("connect", near.connect(far.local()));
    return forged(near, far, harm);
  }

  /** A connection of its own for each: the near end does not know what was sent in its name. */
  private boolean segment(LinuxSocket near, LinuxSocket listening, Harm harm) throws IOException {
    must("listen", listening.listen(1));
    long answer = near.connect(listening.local());
    must("connect", answer == -Errno.IN_PROGRESS ? 0 : answer);
    try (LinuxSocket far =
        Patience.await(PATIENCE_MILLIS, "the accept of our own connection", listening::accept)) {
      near.resetOnClose();
      far.resetOnClose();
      return forged(near, far, harm);
    }
  }

  private boolean forged(LinuxSocket near, LinuxSocket far, Harm harm) throws IOException {
    while (wire.receive().isPresent()) {
      // What the sample before has left.
    }
    must("send", near.send(message.toArray()));
    Packet sent = Patience.await(PATIENCE_MILLIS, "the capture of our own frame", this::captured);
    if (!taken(far, PATIENCE_MILLIS).equals(message)) {
      throw new IllegalStateException("our own message did not arrive as it was sent");
    }
    Packet next = sent.with(Tcp.class, tcp -> tcp.withSequence(after(tcp))).fitted().checksummed();
    Bytes harmed = harm.done(message);
    must("send", wire.send(next.withPayload(harmed).bytes().toArray()));
    return taken(far, harm == Harm.FLIP ? IN_VAIN_MILLIS : PATIENCE_MILLIS).equals(harmed);
  }

  private static void must(String what, long answer) throws IOException {
    if (answer < 0) {
      throw new IOException(what + " " + Errno.text((int) -answer));
    }
  }

  private long after(Tcp tcp) {
    return (tcp.sequence() + message.length()) % (1L << 32);
  }

  private Optional<Packet> captured() {
    return wire.receive()
        .map(frame -> Peel.asFarAsItGoes(Bytes.of(frame.bytes()), Link.ETHERNET).packet())
        .filter(packet -> packet.payload().equals(message));
  }

  /** What comes within the time; nothing if nothing does. */
  private Bytes taken(LinuxSocket far, long millis) {
    Bytes[] came = {Bytes.NONE};
    Patience.until(
        millis,
        () -> {
          came[0] = came[0].plus(Bytes.of(far.take(MOST + 1)));
          return came[0].length() >= message.length();
        });
    return came[0];
  }
}
