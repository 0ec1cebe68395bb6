package lab.bench.net.encapsulation;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import lab.bench.harness.LiveAnswers;
import lab.host.NetworkDevice;
import lab.host.PacketSocket;
import lab.host.SystemFiles;
import lab.net.frame.Bytes;
import lab.net.frame.Ethernet;
import lab.net.frame.Fragments;
import lab.net.frame.Ipv4;
import lab.net.frame.Ipv6;
import lab.net.frame.Ipv6Fragment;
import lab.net.frame.Ipv6Fragments;
import lab.net.frame.Link;
import lab.net.frame.Packet;
import lab.net.frame.Peel;
import lab.net.frame.Segmentation;
import lab.net.frame.Tcp;
import lab.net.frame.Udp;

/**
 * Messages over a virtual cable, whose kernel cuts them and makes every checksum: each frame is
 * captured as it is sent, and is to be the one that {@code lab.net.frame} makes of the message and
 * the first frame's headers.
 */
final class CableCount {
  private static final int WARM_UP = 64;
  private static final int BETWEEN_REPORTS = 1_000;
  private static final long QUIET_NANOS = TimeUnit.MILLISECONDS.toNanos(20);
  private static final SystemFiles FILES = SystemFiles.ofThisMachine();

  private final Wish wish;
  private final Line line;
  private final PacketSocket capture;
  private final NetworkDevice device;
  private final Predicted predicted;
  private final int expected;
  private final byte[] message;
  private long messages;
  private long frames;
  private long bytes;
  private NetworkDevice.Sent before = new NetworkDevice.Sent(0, 0);
  private long captured;

  private CableCount(Wish wish, Line line, PacketSocket capture, NetworkDevice device) {
    this.wish = wish;
    this.line = line;
    this.capture = capture;
    this.device = device;
    predicted = new Predicted(wish);
    List<Packet> packets = predicted.cut();
    expected = Predicted.bytes(packets) + packets.size() * Ethernet.BYTES;
    message = new byte[wish.payload()];
    for (int i = 0; i < message.length; i++) {
      message[i] = (byte) (i * 31 + i / 256);
    }
  }

  /** Says why, where no cable can be laid. */
  static void count(LiveAnswers answers, Tally tally, Wish wish, long millis) throws IOException {
    try (Cable cable = Cable.lay(wish.mtu(), false);
        PacketSocket capture = PacketSocket.on(cable.device().index());
        Line line = Line.open(cable, wish.version(), wish.udp())) {
      CableCount count = new CableCount(wish, line, capture, cable.device());
      for (int i = 0; i < WARM_UP; i++) {
        line.send(count.message);
        count.captured();
      }
      count.begin();
      long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
      do {
        count.next(tally);
        if (count.messages % BETWEEN_REPORTS == 0) {
          tally.tell();
        }
      } while (System.nanoTime() < end);
      tally.add(count.uncaptured());
      tally.tell();
      count.tell(answers);
    } catch (Cable.Missing | PacketSocket.Missing e) {
      answers.value("cable", e.getMessage());
    }
  }

  /** From now on every byte is to be captured. */
  private void begin() throws IOException {
    settle();
    before = sent();
    captured = 0;
  }

  /** What the device counted and nobody captured, neighbour discovery of version 6 included. */
  private Optional<String> uncaptured() throws IOException {
    settle();
    long counted = sent().minus(before).bytes();
    return counted == captured
        ? Optional.empty()
        : Optional.of("captured " + captured + " bytes, the device counted " + counted);
  }

  /** Until the device has sent nothing for a moment. */
  private void settle() throws IOException {
    NetworkDevice.Sent last;
    do {
      last = sent();
      LockSupport.parkNanos(QUIET_NANOS);
      captured();
    } while (!sent().equals(last));
  }

  private void next(Tally tally) throws IOException {
    Line.Segments segments = line.segments();
    line.send(message);
    List<Packet> ours = new ArrayList<>();
    for (PacketSocket.Frame frame : captured()) {
      Packet packet = Peel.of(Bytes.of(frame.bytes()), Link.ETHERNET).packet();
      if (frame.outgoing() && carries(packet)) {
        ours.add(packet);
      }
    }
    if (line.segments().minus(segments).again() > 0) {
      tally.leaveOut();
      line.rest();
      captured();
      return;
    }
    tally.add(difference(ours));
  }

  /** What a message cost otherwise than predicted, if anything. */
  private Optional<String> difference(List<Packet> ours) {
    int size = ours.stream().mapToInt(Packet::size).sum();
    messages++;
    frames += ours.size();
    bytes += size;
    return size == expected && ours.equals(made(ours))
        ? Optional.empty()
        : Optional.of(
            "predicted "
                + expected
                + " bytes in "
                + predicted.cut().size()
                + " frames; captured "
                + size
                + " in "
                + ours.size()
                + (size == expected ? ", of the same length and other bytes" : ""));
  }

  private NetworkDevice.Sent sent() throws IOException {
    return device.sent(FILES).orElseThrow(() -> new IOException("the cable is gone"));
  }

  private List<PacketSocket.Frame> captured() {
    List<PacketSocket.Frame> frames = new ArrayList<>();
    for (Optional<PacketSocket.Frame> next = capture.receive();
        next.isPresent();
        next = capture.receive()) {
      frames.add(next.get());
      captured += next.get().outgoing() ? next.get().length() : 0;
    }
    return frames;
  }

  /** Whether it carries the message or a part of it. */
  private boolean carries(Packet packet) {
    if (packet.payload().isEmpty()) {
      return false;
    }
    if (wish.udp()) {
      return packet.header(Udp.class).isPresent() || isPart(packet);
    }
    return packet.header(Tcp.class).map(t -> t.sourcePort() == line.port()).orElse(false);
  }

  private static boolean isPart(Packet packet) {
    return packet.header(Ipv4.class).map(Ipv4::fragment).orElse(false)
        || packet.header(Ipv6Fragment.class).isPresent();
  }

  /** The frames as they are to be: numbers of the first one, all else made here. */
  private List<Packet> made(List<Packet> captured) {
    if (captured.isEmpty()) {
      return List.of();
    }
    Packet first = captured.getFirst();
    Bytes whole = Bytes.of(message);
    List<Packet> made;
    if (!wish.udp()) {
      Packet large = first.with(Tcp.class, t -> t.withFlags(t.flags() | Tcp.PSH));
      made = Segmentation.segment(large.withPayload(whole).sealed(), predicted.segment());
    } else if (!isPart(first)) {
      made = List.of(first.withPayload(whole).sealed());
    } else if (first.header(Ipv6.class).isPresent()) {
      long id = first.header(Ipv6Fragment.class).orElseThrow().id();
      Packet joined = Ipv6Fragments.join(captured).withPayload(whole).sealed();
      made = Ipv6Fragments.split(joined, wish.mtu(), id);
    } else {
      Packet joined = Fragments.join(captured).withPayload(whole).sealed();
      made = Fragments.split(joined, wish.mtu());
    }
    // Filling up to 60 bytes is a card's work, and a virtual cable has none.
    return OtherZero.like(captured, made.stream().map(CableCount::unfilled).toList());
  }

  private static Packet unfilled(Packet p) {
    return new Packet(p.headers(), p.payload(), p.surplus(), Bytes.NONE, p.fcs());
  }

  private void tell(LiveAnswers answers) {
    answers.value("cable, predicted", expected);
    answers.value("cable, counted", Means.of(bytes, messages));
    answers.value("cable, frames", Means.of(frames, messages));
  }
}
