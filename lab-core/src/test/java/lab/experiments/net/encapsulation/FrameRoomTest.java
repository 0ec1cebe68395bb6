package lab.experiments.net.encapsulation;

import static lab.experiments.RoomFixture.answers;
import static lab.experiments.RoomFixture.explore;
import static lab.experiments.RoomFixture.last;
import static lab.experiments.RoomFixture.picture;
import static lab.experiments.RoomFixture.refused;
import static lab.experiments.RoomFixture.stories;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import lab.net.frame.Bytes;
import lab.net.frame.Link;
import lab.net.frame.Pcap;
import lab.room.Opened;
import lab.room.Room;
import lab.stage.Piece;
import lab.stage.Stage;
import org.junit.jupiter.api.Test;

/** A packet of a capture is peeled layer by layer, as far as it goes. */
class FrameRoomTest {
  private static final String DOWN = "app.send,tcp.wrap,ip.wrap,driver.wrap,nic.wrap,nic.send";

  private static Bytes frame(String settings, String schedule) {
    Room room = Encapsulation.ROOM;
    EncapsulationMachine machine =
        (EncapsulationMachine) room.scene(room.settings(settings)).machine();
    return last(machine, schedule).units().getFirst().bytes();
  }

  private static Room opened(Bytes frame, long onTheWire) {
    Pcap.Captured packet = new Pcap.Captured(0, 0, onTheWire, frame);
    return Encapsulation.ROOM.opened(new Opened(Link.ETHERNET_WITH_FCS, packet, 2)).orElseThrow();
  }

  @Test
  void everyLayerIsToldWithItsPlace() {
    Bytes frame = frame("vlan=on", DOWN);
    Room room = opened(frame, frame.length());
    assertThat(room.question()).isEqualTo("What is in packet 2 (162 bytes, Ethernet with FCS)?");
    assertThat(stories(room, "", "receiver.peel*4"))
        .containsExactly(
            "Ethernet is bytes 0..13.",
            "802.1Q is bytes 14..17.",
            "IPv4 is bytes 18..37.",
            "TCP is bytes 38..57; 100 bytes of payload are left.");
    assertThat(refused(room, "", "receiver.peel*4"))
        .containsExactly("receiver.peel what is left is payload: no header of it is known here");
    assertThat(answers(explore(room, "")))
        .containsEntry("nothing-wrong", "safe")
        .containsEntry("all-peeled", "reached");
    Stage all = picture(room, "", "receiver.peel*4");
    assertThat(((Piece.Table) all.piece("rest").orElseThrow()).title())
        .isEqualTo("the first 32 of 100 bytes left");
    assertThat(((Piece.Table) all.piece("rest").orElseThrow()).rows().getFirst().cells())
        .containsExactly("0", "6162636465666768696a6b6c6d6e6f70", "abcdefghijklmnop");
  }

  @Test
  void whatIsWrongIsShownAtItsLayer() {
    Bytes frame = frame("", DOWN + ",router.forward:stale-checksum");
    Room room = opened(frame, frame.length());
    assertThat(stories(room, "", "receiver.peel*2").getLast())
        .isEqualTo("IPv4 is bytes 14..33; wrong: the checksum should be 0x4f34 (it is 0x4e34).");
    assertThat(answers(explore(room, ""))).containsEntry("nothing-wrong", "breaks");
    assertThat(picture(room, "", "receiver.peel").piece("wrong")).isEmpty();
    assertThat(picture(room, "", "receiver.peel*2").piece("wrong")).isPresent();
  }

  /** What a capture on a sender shows whose card makes the checksum. */
  @Test
  void aChecksumThatWasLeftToTheCardIsKnown() {
    String above = "app.send,tcp.wrap,ip.wrap,driver.wrap";
    for (String settings : List.of("offload=on", "offload=on ip=6")) {
      Bytes frame = frame(settings, above);
      Pcap.Captured packet = new Pcap.Captured(0, 0, frame.length(), frame);
      Room room = Encapsulation.ROOM.opened(new Opened(Link.ETHERNET, packet, 1)).orElseThrow();
      assertThat(stories(room, "", "receiver.peel*3").getLast())
          .contains(", which is the pseudo-header's sum: the rest was left to the sender's card");
    }
    Bytes made = frame("", above);
    assertThat(stories(opened(made.plus(Bytes.zeros(4)), 158), "", "receiver.peel*3").getLast())
        .doesNotContain("pseudo");
  }

  /** Two tags: their segments have keys of their own. */
  @Test
  void aFrameMayHaveTwoTags() {
    Bytes one = frame("vlan=on", DOWN);
    Bytes two = Bytes.join(List.of(one.slice(0, 14), Bytes.ofHex("00098100"), one.from(14)));
    Stage stage = picture(opened(two, two.length()), "", "receiver.peel*5");
    assertThat(((Piece.Segments) stage.piece("packet").orElseThrow()).bars().getFirst().segments())
        .extracting(Piece.Segment::key)
        .containsExactly("ethernet", "vlan", "vlan2", "ip", "transport", "payload", "fcs");
  }

  /** A lying length: peeled as far as it goes, then layer, offset and what was expected. */
  @Test
  void whatCannotBeReadIsRefusedWhereItIs() {
    Bytes frame = frame("", DOWN.replace("ip.wrap", "ip.wrap:long-length"));
    Room room = opened(frame, frame.length());
    assertThat(stories(room, "", "receiver.peel*2"))
        .containsExactly(
            "Ethernet is bytes 0..13.",
            "It cannot be read any further. IPv4 at byte 16: the total length is 20..140, what the"
                + " frame has (got 154).");
    assertThat(refused(room, "", "receiver.peel*2"))
        .containsExactly("receiver.peel what follows cannot be read");
    Stage stage = picture(room, "", "receiver.peel*2");
    assertThat(((Piece.Table) stage.piece("wrong").orElseThrow()).rows().getFirst().cells())
        .startsWith("IPv4", "byte 16");
    assertThat(stage.piece("fields")).isEmpty();
  }

  /** The last header that can be read is not the last one: not all is peeled. */
  @Test
  void whatCannotBeReadIsNotAllPeeled() {
    Bytes frame = frame("payload=3", DOWN).with(46, 0xF0);
    Room room = opened(frame, frame.length());
    assertThat(stories(room, "", "receiver.peel*3").getLast())
        .isEqualTo(
            "It cannot be read any further. TCP at byte 57: a header of 15 words is 60 bytes (got"
                + " 23).");
    assertThat(answers(explore(room, "")))
        .containsEntry("nothing-wrong", "breaks")
        .containsEntry("all-peeled", "no-answer");
  }

  /** A finding says the byte of its field, wherever the header begins. */
  @Test
  void aFindingSaysWhereItsFieldIs() {
    Bytes frame = frame("", DOWN.replace("tcp.wrap", "tcp.wrap:byte-order"));
    Bytes hurt = frame.with(24, 1).with(157, 1 ^ frame.u8(157));
    List<List<String>> rows =
        ((Piece.Table)
                picture(opened(hurt, hurt.length()), "", "receiver.peel*3")
                    .piece("wrong")
                    .orElseThrow())
            .rows().stream().map(Piece.Row::cells).toList();
    assertThat(rows)
        .extracting(cells -> cells.get(0) + " " + cells.get(1))
        .containsExactly("Ethernet byte 154", "IPv4 byte 24", "TCP byte 50");
    assertThat(rows.getFirst().getLast()).matches("the FCS should be 0x.{8} \\(it is 0x.{8}\\)");
  }

  /** A rule that is too long for a line of 80 columns goes on below. */
  @Test
  void aLongFindingIsNotCut() {
    Bytes frame = frame("payload=3", "app.send,tcp.wrap,ip.wrap,driver.wrap").plus(Bytes.zeros(4));
    List<List<String>> rows =
        ((Piece.Table)
                picture(opened(frame, frame.length()), "", "receiver.peel")
                    .piece("wrong")
                    .orElseThrow())
            .rows().stream().map(Piece.Row::cells).toList();
    assertThat(rows.subList(1, 3))
        .containsExactly(
            List.of("Ethernet", "byte 57", "a frame is 60 bytes or more without FCS, the sender's"),
            List.of("", "", "card fills it up (got 57)"));
  }

  /** UDP's header is in it, and stays unread until the receiver has all fragments. */
  @Test
  void aFragmentIsKnownAsOne() {
    for (String settings : List.of("ip=4", "ip=6")) {
      Bytes frame = frame("transport=udp payload=3000 " + settings, DOWN.replace("tcp", "udp"));
      Room room = opened(frame, frame.length());
      String all = settings.equals("ip=4") ? "receiver.peel*2" : "receiver.peel*3";
      assertThat(refused(room, "", all))
          .containsExactly(
              "receiver.peel what is left is a fragment, which only the receiver puts together");
      assertThat(stories(room, "", all).getLast()).endsWith(" bytes of a fragment are left.");
      assertThat(
              ((Piece.Segments) picture(room, "", all).piece("packet").orElseThrow())
                  .bars()
                  .getFirst()
                  .segments())
          .extracting(Piece.Segment::label)
          .contains("fragment")
          .doesNotContain("payload");
    }
  }

  @Test
  void aPacketThatWasCutSaysSo() {
    Bytes frame = frame("", DOWN);
    assertThat(opened(frame.slice(0, 60), frame.length()).question())
        .isEqualTo("What is in packet 2 (the 60 bytes that were kept of 158, Ethernet with FCS)?");
    assertThat(stories(opened(Bytes.NONE, 0), "", "receiver.peel"))
        .allMatch(s -> s.startsWith("It cannot be read any further. Ethernet at byte 0: "));
    assertThat(opened(Bytes.NONE, 0).controls().list()).isEmpty();
  }
}
