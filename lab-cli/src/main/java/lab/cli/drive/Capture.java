package lab.cli.drive;

import java.util.ArrayList;
import java.util.List;
import lab.explore.Replay;
import lab.net.frame.Bytes;
import lab.net.frame.Pcap;
import lab.room.Wire;

/**
 * What the steps of a session sent, as a capture that Wireshark opens. Machines have no clock: step
 * n is n milliseconds after {@link #BEGINS}, and of the frames of a step each is a microsecond
 * later.
 */
final class Capture {
  /** 2026-01-01 00:00:00 UTC. */
  static final long BEGINS = 1_767_225_600L;

  private static final long MICROS_A_STEP = 1_000;
  private static final long MICROS_A_SECOND = 1_000_000;

  private Capture() {}

  /**
   * @param frames the start and what each step led to
   */
  static <S> Pcap of(Wire<S> wire, List<Replay.Frame<S>> frames) {
    List<Pcap.Captured> packets = new ArrayList<>();
    for (int step = 1; step < frames.size(); step++) {
      Replay.Frame<S> after = frames.get(step);
      List<Bytes> sent =
          wire.tap()
              .sent(frames.get(step - 1).state(), after.action().orElseThrow(), after.state());
      for (int i = 0; i < sent.size(); i++) {
        packets.add(captured(sent.get(i), step, i));
      }
    }
    return Pcap.of(wire.link(), packets);
  }

  private static Pcap.Captured captured(Bytes frame, int step, int place) {
    // Whatever a step sends leaves before the next one.
    long micros = MICROS_A_STEP * step + Math.min(place, MICROS_A_STEP - 1);
    return new Pcap.Captured(
        BEGINS + micros / MICROS_A_SECOND, (int) (micros % MICROS_A_SECOND), frame.length(), frame);
  }
}
