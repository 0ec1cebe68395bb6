package lab.experiments.net.encapsulation;

import static lab.experiments.RoomFixture.cells;
import static lab.experiments.RoomFixture.picture;
import static lab.experiments.RoomFixture.story;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import lab.experiments.Whereabouts;
import lab.room.Room;
import lab.stage.Piece;
import lab.stage.Stage;
import lab.stage.Tone;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is drawn and told of a message on its way. */
class EncapsulationPictureTest {
  private static final Room ROOM = Encapsulation.ROOM;
  private static final String DOWN = "app.send,tcp.wrap,ip.wrap,driver.wrap,nic.wrap,nic.send";
  private static final String UDP_DOWN = DOWN.replace("tcp", "udp");

  @Test
  void thePictureGrowsHeadersAndSplits() {
    String settings = "payload=1600";
    assertThat(Whereabouts.all(picture(ROOM, settings, "app.send")))
        .containsOnlyKeys("the message");
    Stage wire = picture(ROOM, settings, DOWN);
    assertThat(Whereabouts.all(wire)).containsOnlyKeys("part 1", "part 2");
    assertThat(bars(wire)).hasSize(2);
    assertThat(bars(wire).getFirst().segments())
        .extracting(Piece.Segment::key)
        .containsExactly("preamble", "ethernet", "ip", "transport", "payload", "fcs", "gap");
    // Whose header is looked at stands alone.
    assertThat(bars(picture(ROOM, settings + " show=ip", DOWN))).hasSize(1);
    Stage theirs = picture(ROOM, settings, DOWN + ",receiver.peel*2");
    assertThat(bars(theirs).getFirst().segments())
        .filteredOn(Piece.Segment::removed)
        .extracting(Piece.Segment::key)
        .containsExactly("ethernet", "fcs");
    assertThat(cells(theirs, "at rx link").cells())
        .extracting(Piece.Cell::label)
        .containsExactly("1500", "180");
    // Of many parts the second cell counts the rest.
    assertThat(cells(picture(ROOM, "payload=9000", DOWN), "at wire").cells())
        .extracting(Piece.Cell::label)
        .containsExactly("1518", "+6");
  }

  /** A first fragment begins with UDP's header, and IP hands UDP one datagram. */
  @ParameterizedTest
  @CsvSource({"4, 1472, 20", "6, 1440, 48"})
  void fragmentsAreDrawnWithWhatIsInThem(int ip, int first, int headers) {
    String settings = "transport=udp payload=3000 ip=" + ip;
    for (String way : List.of("app.send,udp.wrap,ip.wrap", UDP_DOWN, UDP_DOWN + ",receiver.peel")) {
      List<Piece.Segment> segments = bars(picture(ROOM, settings, way)).getFirst().segments();
      assertThat(size(segments, "transport")).isEqualTo(8);
      assertThat(size(segments, "payload")).isEqualTo(first);
      assertThat(bars(picture(ROOM, settings, way)).getLast().segments())
          .extracting(Piece.Segment::key)
          .doesNotContain("transport");
    }
    Stage fields = picture(ROOM, settings + " show=transport", UDP_DOWN);
    assertThat(((Piece.Table) fields.piece("fields").orElseThrow()).rows())
        .extracting(r -> r.cells().getFirst())
        .containsExactly(Integer.toString(14 + headers), Integer.toString(18 + headers));

    String together = UDP_DOWN + ",receiver.peel*3";
    assertThat(story(ROOM, settings, together))
        .contains("takes " + headers + " bytes off each, keeps what each length says");
    Stage whole = picture(ROOM, settings, together);
    assertThat(bars(whole)).hasSize(1);
    assertThat(Whereabouts.all(whole)).containsOnlyKeys("the message");
    assertThat(figure(whole, "here")).isEqualTo(3008);
    Stage taken = picture(ROOM, settings, together + ",receiver.peel");
    assertThat(figure(taken, "here")).isEqualTo(3000);
    assertThat(size(bars(taken).getFirst().segments(), "payload")).isEqualTo(3000);
  }

  private static double size(List<Piece.Segment> segments, String key) {
    return segments.stream()
        .filter(s -> s.key().equals(key))
        .mapToDouble(Piece.Segment::value)
        .findFirst()
        .orElse(0);
  }

  /** A wrong checksum of UDP is found in what fragments make up, and shown where its header is. */
  @Test
  void aHeaderInAFragmentShowsWhatIsWrongWithIt() {
    String settings = "transport=udp payload=1601 show=transport";
    String wrong = UDP_DOWN.replace("udp.wrap", "udp.wrap:odd-byte");
    assertThat(((Piece.Table) picture(ROOM, settings, wrong).piece("fields").orElseThrow()).rows())
        .extracting(Piece.Row::tone)
        .containsExactly(Tone.IDLE, Tone.BAD);
  }

  /** Only the first fragment has IP's options: their headers differ in length. */
  @Test
  void whatComesOffIsSaidInAllWhereItDiffers() {
    String peeled = ",receiver.peel*3";
    assertThat(story(ROOM, "", DOWN + peeled))
        .isEqualTo(
            "IPv4 finds its header's checksum right, takes 20 bytes off and keeps what its length"
                + " says.");
    assertThat(story(ROOM, "ip=6 payload=1600", DOWN + peeled))
        .isEqualTo(
            "IPv6 has no checksum: it takes 40 bytes off each and keeps what each length says.");
    assertThat(story(ROOM, "transport=udp payload=1600 ipOptions=40", UDP_DOWN + peeled))
        .contains("takes 80 bytes off in all, keeps");
  }

  /** Filling that IP's length counts is not taken off before UDP's own length ends. */
  @Test
  void countedFillingComesOffWithUdp() {
    String settings = "transport=udp payload=3";
    String way = UDP_DOWN.replace("ip.wrap", "ip.wrap:pad-counted") + ",receiver.peel*3";
    Stage kept = picture(ROOM, settings, way);
    assertThat(figure(kept, "here")).isEqualTo(8 + 3 + 15);
    assertThat(size(bars(kept).getFirst().segments(), "counted")).isEqualTo(15);
    assertThat(story(ROOM, settings, way)).endsWith("keeps what its length says.");
    assertThat(figure(picture(ROOM, settings, way + ",receiver.peel"), "here")).isEqualTo(3);
    assertThat(story(ROOM, settings, way + ",receiver.peel"))
        .endsWith("and by its own length leaves 15 bytes of filling out.");
    Stage right = picture(ROOM, settings, UDP_DOWN + ",receiver.peel*3");
    assertThat(figure(right, "here")).isEqualTo(8 + 3);
  }

  /** The application's own check is none of its message, and may be cut in two. */
  @Test
  void theApplicationsOwnCheckIsDrawn() {
    assertThat(story(ROOM, "check=crc payload=3000", "app.send"))
        .isEqualTo(
            "send(fd, buf, 3004) hands your bytes to the kernel: just the payload, in a socket"
                + " buffer; the last 4 are the application's own CRC-32 of the 3000 before them.");
    Stage wire = picture(ROOM, "check=crc payload=1458", DOWN);
    assertThat(bars(wire)).hasSize(2);
    assertThat(size(bars(wire).getFirst().segments(), "check")).isEqualTo(2);
    assertThat(size(bars(wire).getFirst().segments(), "payload")).isEqualTo(1458);
    assertThat(size(bars(wire).getLast().segments(), "check")).isEqualTo(2);
    assertThat(size(bars(wire).getLast().segments(), "payload")).isZero();
    Stage taken = picture(ROOM, "check=crc", DOWN + ",receiver.peel*5");
    assertThat(figure(taken, "here")).isEqualTo(100);
    assertThat(figure(picture(ROOM, "check=crc", DOWN + ",receiver.peel*4"), "here"))
        .isEqualTo(104);
    assertThat(size(bars(picture(ROOM, "", DOWN)).getFirst().segments(), "check")).isZero();
  }

  /** A line of 80 columns shows every field; what is too long goes on below. */
  @Test
  void whatIsTooLongForALineGoesOnBelow() {
    assertThat(fields("ip=6 show=ip"))
        .contains(
            "14 | 60000000 | version 6, dscp 0, flow label 0",
            "18 | 00780640 | payload length 120, next header 6,",
            " |  | hop limit 64");
    assertThat(fields("timestamps=on show=transport"))
        .contains("54 | 0101080a | option kind 1, kind 1, kind 8, length 10");
    Stage wrong = picture(ROOM, "", DOWN.replace("ip.wrap", "ip.wrap:long-length"));
    assertThat(((Piece.Table) wrong.piece("wrong").orElseThrow()).rows())
        .extracting(r -> String.join(" | ", r.cells()))
        .containsExactly(
            "IPv4 | byte 16 | the total length is 20..140, what the frame has (got 154)");
    assertThat(Lines.of("abcdef", 4)).containsExactly("abcd", "ef");
    assertThat(Lines.of("ab cdef", 4)).containsExactly("ab", "cdef");
    assertThat(Lines.of(List.of("abcdefgh", "i"), 4)).containsExactly("abc", "def", "gh,", "i");
  }

  private static List<String> fields(String settings) {
    return ((Piece.Table) picture(ROOM, settings, DOWN).piece("fields").orElseThrow())
        .rows().stream().map(r -> String.join(" | ", r.cells())).toList();
  }

  @Test
  void sentencesBeginWithACapital() {
    assertThat(
            story(
                ROOM,
                "payload=1600",
                DOWN.replace("tcp.wrap", "tcp.wrap:no-split") + ",receiver.peel"))
        .contains("throws it away. The frame is longer");
    assertThat(story(ROOM, "", DOWN + ",wire.swap")).contains(" of the frame come ");
    assertThat(story(ROOM, "payload=1600", DOWN + ",wire.swap"))
        .contains(" of the first frame come ");
    assertThat(story(ROOM, "vlan=on", DOWN + ",receiver.peel*2"))
        .isEqualTo(
            "The receiver's driver takes off the Ethernet header and the VLAN tag; the type in it"
                + " says what follows.");
  }

  /** Before it is sent the figure is by lengths, on the wire it is counted: the same number. */
  @Test
  void theFiguresAreThoseOfTheWireFromTheStart() {
    for (String settings : List.of("", "payload=1600 offload=on", "ip=6 payload=1", "check=crc")) {
      assertThat(figure(picture(ROOM, settings, ""), "bytes"))
          .isEqualTo(figure(picture(ROOM, settings, DOWN), "bytes"));
    }
    assertThat(figure(picture(ROOM, "payload=1460", ""), "share")).isEqualTo(5.1);
    assertThat(figure(picture(ROOM, "", DOWN + ",receiver.peel*5"), "here")).isEqualTo(100);
  }

  private static double figure(Stage stage, String key) {
    return ((Piece.Figures) stage.piece("figures").orElseThrow())
        .figures().stream().filter(f -> f.key().equals(key)).findFirst().orElseThrow().value();
  }

  private static List<Piece.Bar> bars(Stage stage) {
    return ((Piece.Segments) stage.piece("frames").orElseThrow()).bars();
  }

  /** A click on a header sets the control that shows its fields. */
  @Test
  void aClickOnAHeaderShowsItsFields() {
    assertThat(bars(picture(ROOM, "", DOWN)).getFirst().segments())
        .filteredOn(s -> s.key().equals("ip"))
        .allMatch(s -> s.click().orElseThrow().text().equals("show=ip"));
    Piece.Table fields = (Piece.Table) picture(ROOM, "show=ip", DOWN).piece("fields").orElseThrow();
    assertThat(fields.head()).containsExactly("byte", "hex", "IPv4");
    assertThat(fields.rows())
        .extracting(r -> String.join(" | ", r.cells()))
        .containsExactly(
            "14 | 4500008c | version 4, header length 5, dscp 0, total length 140",
            "18 | 00014000 | id 1, don't fragment, fragment offset 0",
            "22 | 40064e34 | ttl 64, protocol 6, checksum 0x4e34",
            "26 | c0000201 | source 192.0.2.1",
            "30 | c6336402 | destination 198.51.100.2");
    String stale = DOWN + ",router.forward:stale-checksum";
    Stage wrong = picture(ROOM, "show=ip", stale);
    assertThat(((Piece.Table) wrong.piece("fields").orElseThrow()).rows())
        .filteredOn(r -> r.tone() == Tone.BAD)
        .extracting(r -> r.cells().getFirst())
        .containsExactly("22");
    assertThat(((Piece.Table) wrong.piece("wrong").orElseThrow()).rows())
        .extracting(r -> String.join(" ", r.cells()))
        .containsExactly("IPv4 byte 24 the checksum should be 0x4f34 (it is 0x4e34)");
    assertThat(picture(ROOM, "", DOWN).piece("fields")).isEmpty();
  }
}
