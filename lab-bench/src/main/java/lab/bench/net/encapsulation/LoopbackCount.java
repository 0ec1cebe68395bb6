package lab.bench.net.encapsulation;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import lab.bench.harness.LiveAnswers;
import lab.host.NetworkDevice;
import lab.host.SystemFiles;
import lab.net.frame.Packet;

/** Messages over the loopback, and what its counters say of each. */
final class LoopbackCount {
  /** Not counted: until its window has grown, TCP may cut a message in two. */
  private static final int WARM_UP = 64;

  private static final int BETWEEN_REPORTS = 1_000;
  private static final int TRIES_BESIDE_OTHERS = 5;
  private static final SystemFiles FILES = SystemFiles.ofThisMachine();

  private final NetworkDevice device = Place.LOOPBACK.device();
  private final Line line;
  private final byte[] message;
  private final Predicted predicted;
  private final List<Packet> expected;
  private long messages;
  private long bytes;
  private long acknowledgements;

  private LoopbackCount(Line line, Wish wish, boolean cut) {
    this.line = line;
    this.message = new byte[wish.payload()];
    this.predicted = new Predicted(wish);
    this.expected = cut ? predicted.cut() : predicted.large();
  }

  /**
   * What one message cost.
   *
   * @param sent by the device, with what acknowledges
   * @param segments by TCP's own count
   */
  private record Cost(NetworkDevice.Sent sent, Line.Segments segments) {}

  /** In a network of our own: every message counts, and so does the opening of the connection. */
  static void count(LiveAnswers answers, Tally tally, Wish wish, boolean cut, long millis)
      throws IOException {
    NetworkDevice device = Place.LOOPBACK.device();
    NetworkDevice.Sent before = sent(device);
    try (Line line = Line.open(Place.LOOPBACK, wish.version(), wish.udp())) {
      LoopbackCount count = new LoopbackCount(line, wish, cut);
      if (cut == !wish.offload()) {
        answers.value("options", count.predicted.optionBytes());
      }
      if (!wish.udp()) {
        long opening = sent(device).minus(before).bytes();
        int right = count.predicted.opening();
        tally.add(unequal("opening, bytes", right, opening));
        tally.add(unequal("longest segment", count.predicted.segment(), line.segment()));
        if (cut == !wish.offload()) {
          answers.value("opening, predicted", right);
          answers.value("opening, counted", opening);
        }
      }
      count.warmUp();
      long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
      do {
        Cost cost = count.next();
        if (cost.segments().again() > 0) {
          tally.leaveOut();
          // What answers a segment that came twice is longer, and may come late.
          line.rest();
          line.send(count.message);
        } else {
          tally.add(count.difference(cost));
          count.note(cost);
        }
        if (count.messages % BETWEEN_REPORTS == 0) {
          tally.tell();
        }
      } while (System.nanoTime() < end);
      tally.tell();
      count.tell(answers, where(wish, cut));
    }
  }

  private static Optional<String> unequal(String what, long predicted, long counted) {
    return predicted == counted
        ? Optional.empty()
        : Optional.of(what + ": predicted " + predicted + ", counted " + counted);
  }

  /** Among others, who can only add: the least of some tries is ours. */
  static void beside(LiveAnswers answers, Tally tally, Wish wish, long millis) throws IOException {
    try (Line line = Line.open(Place.LOOPBACK, wish.version(), wish.udp())) {
      LoopbackCount count = new LoopbackCount(line, wish, false);
      answers.value("options", count.predicted.optionBytes());
      count.warmUp();
      long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
      do {
        Cost least = count.next();
        for (int i = 1; i < TRIES_BESIDE_OTHERS && count.difference(least).isPresent(); i++) {
          Cost again = count.next();
          least = again.sent().bytes() < least.sent().bytes() ? again : least;
        }
        if (least.sent().bytes() > count.bytes(least.segments().bare())) {
          tally.leaveOut();
        } else {
          tally.add(count.difference(least));
          count.note(least);
        }
      } while (System.nanoTime() < end);
      if (count.messages > 0) {
        tally.tell();
        count.tell(answers, "");
      }
    }
  }

  /** As asked it needs no name. */
  private static String where(Wish wish, boolean cut) {
    return cut == !wish.offload() ? "" : cut ? "cut by the kernel, " : "in large packets, ";
  }

  private static NetworkDevice.Sent sent(NetworkDevice device) throws IOException {
    return device.sent(FILES).orElseThrow(() -> new IOException("/proc/net/dev shows no lo"));
  }

  private void warmUp() throws IOException {
    for (int i = 0; i < WARM_UP; i++) {
      line.send(message);
    }
  }

  private Cost next() throws IOException {
    Line.Segments segments = line.segments();
    NetworkDevice.Sent before = sent(device);
    line.send(message);
    return new Cost(sent(device).minus(before), line.segments().minus(segments));
  }

  /** What a message with so many acknowledgements comes to. */
  private long bytes(long bare) {
    return Predicted.bytes(expected) + bare * predicted.acknowledgement();
  }

  private Optional<String> difference(Cost cost) {
    long bare = cost.segments().bare();
    long packets = expected.size() + bare;
    long data = cost.segments().data();
    boolean right =
        cost.sent().bytes() == bytes(bare)
            && cost.sent().packets() == packets
            && (data == 0 || data == predicted.cut().size());
    return right
        ? Optional.empty()
        : Optional.of(
            "predicted "
                + bytes(bare)
                + " bytes in "
                + packets
                + " packets, "
                + bare
                + " of them acknowledgements; counted "
                + cost.sent().bytes()
                + " in "
                + cost.sent().packets()
                + ", by TCP's count "
                + data
                + " segments of data");
  }

  private void note(Cost cost) {
    messages++;
    acknowledgements += cost.segments().bare();
    bytes += cost.sent().bytes() - cost.segments().bare() * predicted.acknowledgement();
  }

  /** Averages of a message, without what acknowledges it. */
  private void tell(LiveAnswers answers, String where) {
    answers.value(where + "predicted", Predicted.bytes(expected));
    answers.value(where + "counted", Means.of(bytes, messages));
    answers.value(where + "packets", expected.size());
    answers.value(where + "acknowledgements", Means.of(acknowledgements, messages));
  }
}
