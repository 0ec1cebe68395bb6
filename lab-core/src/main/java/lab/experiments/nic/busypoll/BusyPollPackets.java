package lab.experiments.nic.busypoll;

import java.util.ArrayList;
import java.util.List;
import lab.experiments.nic.busypoll.BusyPollState.Hand;
import lab.stage.Piece;
import lab.stage.Tone;

/** Where the packets are. None overtakes another, so the counts say which is where. */
final class BusyPollPackets {
  private final Setup setup;

  BusyPollPackets(Setup setup) {
    this.setup = setup;
  }

  Piece toSend(BusyPollState s) {
    return packets("toSend", BusyPollState.PACKETS, s.sender().left(), Tone.B, "sender.send");
  }

  Piece wire(BusyPollState s) {
    int last = BusyPollState.PACKETS - s.sender().left();
    return packets("wire", last, s.nic().wire(), Tone.BUSY, "nic.dma");
  }

  Piece ring(BusyPollState s) {
    int last = BusyPollState.PACKETS - s.sender().left() - s.nic().wire();
    return packets("ring", last, s.nic().ring(), Tone.BUSY, "app." + setup.look());
  }

  Piece socket(BusyPollState s) {
    int last = s.app().read() + inHand(s) + s.socket();
    return packets("socket", last, s.socket(), Tone.BUSY, "app." + setup.look());
  }

  /** What the receiver has taken and not yet handed over. */
  Piece taken(BusyPollState s) {
    int count = s.app().hand() == Hand.TAKEN ? 1 : 0;
    return packets("taken", s.app().read() + 1, count, Tone.A, "app.deliver");
  }

  /** What the application has, read or not. */
  Piece delivered(BusyPollState s) {
    List<Piece.Cell> cells = new ArrayList<>();
    for (int packet = 1; packet <= s.app().read(); packet++) {
      cells.add(packet(packet, Tone.OK));
    }
    if (s.app().hand() == Hand.DELIVERED) {
      cells.add(packet(s.app().read() + 1, Tone.A).doing("app.read"));
    }
    return BusyPollPicture.cells("delivered", cells);
  }

  private static int inHand(BusyPollState s) {
    return s.app().hand() == Hand.EMPTY ? 0 : 1;
  }

  /** So many packets, up to that one; the first of them goes on with that action. */
  private static Piece packets(String key, int last, int count, Tone tone, String action) {
    List<Piece.Cell> cells = new ArrayList<>();
    for (int packet = last - count + 1; packet <= last; packet++) {
      Piece.Cell cell = packet(packet, tone);
      cells.add(cells.isEmpty() ? cell.doing(action) : cell);
    }
    return BusyPollPicture.cells(key, cells);
  }

  private static Piece.Cell packet(int number, Tone tone) {
    return Piece.Cell.of("" + number, "" + number, tone).holding("packet " + number);
  }
}
