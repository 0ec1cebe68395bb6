package lab.experiments.net.encapsulation;

import static lab.experiments.RoomFixture.answers;
import static lab.experiments.RoomFixture.counted;
import static lab.experiments.RoomFixture.explore;
import static lab.experiments.RoomFixture.findings;
import static lab.experiments.RoomFixture.last;
import static lab.experiments.RoomFixture.possible;
import static lab.experiments.RoomFixture.refused;
import static lab.experiments.RoomFixture.schedule;
import static lab.experiments.RoomFixture.stories;
import static lab.experiments.RoomFixture.story;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import lab.experiments.Whereabouts;
import lab.explore.Action;
import lab.explore.Claim;
import lab.explore.Exploration;
import lab.explore.Schedule;
import lab.input.BadInput;
import lab.net.frame.Bytes;
import lab.net.frame.Checksum;
import lab.net.frame.Ipv4;
import lab.net.frame.Tcp;
import lab.room.Findings;
import lab.room.Room;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EncapsulationTest {
  private static final Room ROOM = Encapsulation.ROOM;
  private static final String DOWN = "app.send,tcp.wrap,ip.wrap,driver.wrap,nic.wrap,nic.send";
  private static final String UDP_DOWN = DOWN.replace("tcp", "udp");

  private static EncapsulationMachine machine(String settings) {
    return (EncapsulationMachine) ROOM.scene(ROOM.settings(settings)).machine();
  }

  private static Setup setup(String settings) {
    return Setup.of(ROOM.settings(settings));
  }

  /** Six layers, and the first step in the owner's words. */
  @Test
  void theMessageGoesThroughTheOwnersSixLayers() {
    assertThat(Whereabouts.of("the message", ROOM, "", DOWN))
        .containsExactly("app", "app", "TCP", "IP", "link", "NIC", "wire");
    assertThat(stories(ROOM, "", DOWN)).hasSize(6);
    assertThat(story(ROOM, "", "app.send"))
        .isEqualTo(
            "send(fd, buf, 100) hands your bytes to the kernel: just the payload, in a socket"
                + " buffer.");
  }

  /** What each mistake alone leads to, whoever notices it, and in how many steps. */
  @ParameterizedTest
  @CsvSource({
    "no-split payload=1600, fits-mtu, 6, THEIR_NIC",
    "no-split payload=1600 offload=on, fits-mtu, 6, THEIR_NIC",
    "no-split payload=1600 transport=udp, fits-mtu, 6, THEIR_NIC",
    "odd-byte payload=101, checksums, 6, THEIR_TRANSPORT",
    "odd-byte payload=101 offload=on, checksums, 6, THEIR_TRANSPORT",
    "odd-byte payload=1601 transport=udp, checksums, 6, THEIR_TRANSPORT",
    "pseudo-length, checksums, 6, THEIR_TRANSPORT",
    "pseudo-length ip=6, checksums, 6, THEIR_TRANSPORT",
    "byte-order transport=udp offload=on, checksums, 6, THEIR_TRANSPORT",
    "pad-counted payload=1, no-padding, 6, THEIR_TRANSPORT",
    "pad-counted payload=3 transport=udp, no-padding, 6, THEIR_APP",
    "long-length, lengths, 6, THEIR_NETWORK",
    "long-length ip=6 vlan=on, lengths, 6, THEIR_NETWORK",
    "stale-checksum, renewed, 7, THEIR_NETWORK",
  })
  void everyMistakeIsNoticedSomewhere(String mistake, String claim, int steps, At at) {
    String settings = "check=crc mistake=" + mistake;
    Exploration found = explore(ROOM, settings);
    assertThat(found.complete()).isTrue();
    String way = schedule(found, claim);
    assertThat(Schedule.parse(way).size()).isEqualTo(steps);
    Trip trip = last(machine(settings), way);
    while (trip.dropped().isEmpty() && trip.at() != At.THEIR_APP) {
      way += ",receiver.peel";
      trip = last(machine(settings), way);
    }
    assertThat(trip.at()).isEqualTo(at);
    assertThat(trip.dropped().isPresent()).isEqualTo(at != At.THEIR_APP);
    // Behind the application's own check nothing else is ever taken, whatever code does wrong.
    assertThat(answers(found)).containsEntry("as-sent", "safe");
  }

  /** TCP's length is in its pseudo-header, so counted filling makes its checksum wrong too. */
  @Test
  void countedFillingIsSeenByTcpAndNotByUdp() {
    assertThat(answers(explore(ROOM, "mistake=pad-counted payload=3")))
        .containsEntry("no-padding", "breaks")
        .containsEntry("checksums", "breaks");
    assertThat(answers(explore(ROOM, "mistake=pad-counted payload=3 transport=udp")))
        .containsEntry("no-padding", "breaks")
        .containsEntry("checksums", "safe");
  }

  /** RFC 1071: the sum does not depend on the order of words. The FCS does, while it is old. */
  @Test
  void aSwapIsSeenByTheFcsAndByNoChecksum() {
    Trip hurt = last(machine(""), DOWN + ",wire.swap,receiver.peel");
    assertThat(hurt.dropped().orElseThrow()).startsWith("Ethernet: the FCS should be 0x");
    assertThat(last(machine(""), DOWN + ",wire.swap,router.forward").dropped()).isPresent();

    String taken = DOWN + ",router.forward:swap,receiver.peel*5";
    Trip swapped = last(machine(""), taken);
    assertThat(swapped.at()).isEqualTo(At.THEIR_APP);
    assertThat(swapped.dropped()).isEmpty();
    Bytes got = Receiver.payload(Receiver.bytes(swapped.units()));
    assertThat(new String(got.slice(0, 6).toArray(), StandardCharsets.US_ASCII))
        .isEqualTo("cdabef");
    assertThat(schedule(explore(ROOM, ""), "as-sent")).isEqualTo(taken);

    Trip checked = last(machine("check=crc"), taken);
    assertThat(checked.dropped()).contains("the CRC behind the message is not that of the message");
  }

  /** 1460 of 1538 bytes, with timestamps 1448: RFC 9293's and IEEE 802.3's lengths. */
  @Test
  void theBestShareIsThatOfFullFrames() {
    assertThat(share("payload=1460")).isEqualTo("1460 of 1538");
    assertThat(share("payload=1448 timestamps=on")).isEqualTo("1448 of 1538");
    assertThat(share("payload=1440 ip=6")).isEqualTo("1440 of 1538");
    assertThat(share("payload=1472 transport=udp")).isEqualTo("1472 of 1538");
    assertThat(share("payload=1460 vlan=on")).isEqualTo("1460 of 1542");
    assertThat(share("payload=1420 ipOptions=40")).isEqualTo("1420 of 1538");
    assertThat(share("payload=8960 mtu=9000")).isEqualTo("8960 of 9038");
    assertThat(share("payload=100 check=crc")).isEqualTo("100 of 182");
    assertThat(Math.round(1460 * 10_000.0 / 1538)).isEqualTo(9493);
    assertThat(Math.round(1448 * 10_000.0 / 1538)).isEqualTo(9415);
  }

  private static String share(String settings) {
    Trip trip = wire(settings);
    assertThat(trip.units()).hasSize(1);
    return trip.message() + " of " + OnTheWire.wireBytes(trip.units());
  }

  private static Trip wire(String settings) {
    boolean udp = setup(settings).udp();
    return last(machine(settings), udp ? UDP_DOWN : DOWN);
  }

  /** Headers are the larger part of a message below their own length, and of no larger one. */
  @ParameterizedTest
  @CsvSource({
    "'', 78",
    "timestamps=on, 90",
    "vlan=on, 82",
    "ip=6, 98",
    "transport=udp, 66",
    "ipOptions=40, 118",
    "ip=6 vlan=on timestamps=on, 114",
  })
  void headersAreTheLargerPartBelowTheirOwnLength(String settings, int headers) {
    assertThat(setup(settings).overhead()).isEqualTo(headers);
    for (int payload = 1; payload <= 130; payload++) {
      Trip trip = wire(settings + " payload=" + payload);
      assertThat(2 * payload < OnTheWire.wireBytes(trip.units()))
          .as("payload %d", payload)
          .isEqualTo(payload < headers);
    }
  }

  /** Frames that are made against the lengths of headers alone; the card's work is the same. */
  @ParameterizedTest
  @CsvSource({
    "ip=4 transport=tcp",
    "ip=4 transport=tcp timestamps=on vlan=on ipOptions=12",
    "ip=6 transport=tcp",
    "ip=4 transport=udp",
    "ip=4 transport=udp ipOptions=40 vlan=on",
    "ip=6 transport=udp vlan=on",
  })
  void theWireCarriesWhatTheHeadersAddUpTo(String settings) {
    for (int mtu : new int[] {576, 1280, 1500, 9000}) {
      for (int payload : new int[] {1, 6, 18, 19, 547, 548, 1471, 1473, 2945, 4000, 9000}) {
        String all = settings + " mtu=" + mtu + " payload=" + payload;
        if (settings.contains("ip=6") && mtu < 1280) {
          continue;
        }
        Trip trip = wire(all);
        Setup setup = setup(all);
        assertThat(trip.units()).as(all).hasSize(WireBytes.frames(setup, payload));
        assertThat(OnTheWire.wireBytes(trip.units()))
            .as(all)
            .isEqualTo(WireBytes.of(setup, payload, trip.units().size()));
        assertThat(trip.units()).as(all).allMatch(u -> u.packetSize() <= mtu);
        assertThat(Receiver.bytes(wire(all + " offload=on").units()))
            .as("with offload, " + all)
            .isEqualTo(Receiver.bytes(trip.units()));
        assertThat(Receiver.payload(Receiver.bytes(trip.units())))
            .as(all)
            .isEqualTo(new Sender(setup).sent(payload));
      }
    }
  }

  /** What tcpdump sees on a sender whose card makes the checksum: the pseudo-header's sum. */
  @Test
  void theChecksumIsLeftToTheCard() {
    Trip above = last(machine("offload=on"), "app.send,tcp.wrap,ip.wrap,driver.wrap");
    Tcp tcp = above.units().getFirst().packet().header(Tcp.class).orElseThrow();
    Ipv4 ip = above.units().getFirst().packet().header(Ipv4.class).orElseThrow();
    int pseudo = Checksum.pseudo(ip.source(), ip.destination(), 6, 120);
    assertThat(tcp.checksum()).isEqualTo(pseudo);
    assertThat(story(ROOM, "offload=on", "app.send,tcp.wrap"))
        .isEqualTo(
            "TCP puts 20 bytes before it; the checksum is left to the card, so far it is the"
                + " pseudo-header's sum "
                + Count.hex(pseudo)
                + ".");
    // Of a datagram in fragments no card makes it.
    assertThat(story(ROOM, "offload=on transport=udp payload=1600", "app.send,udp.wrap"))
        .doesNotContain("left to the card");
  }

  @Test
  void aDatagramAboveTheMtuIsSplitAndPutTogether() {
    for (String ip : List.of("ip=4", "ip=6")) {
      String settings = "transport=udp payload=1600 " + ip;
      Trip taken = last(machine(settings), UDP_DOWN + ",router.forward,receiver.peel*5");
      assertThat(taken.units()).hasSize(2);
      assertThat(taken.dropped()).isEmpty();
      assertThat(story(ROOM, settings, UDP_DOWN + ",receiver.peel*3"))
          .endsWith("puts 2 fragments together.");
      Trip swapped = last(machine(settings), UDP_DOWN + ",router.forward:swap,receiver.peel*5");
      assertThat(swapped.dropped()).isEmpty();
      assertThat(answers(explore(ROOM, settings))).containsEntry("as-sent", "breaks");
    }
  }

  /** Each of them can fail: a byte more on the wire, a header that its fields do not make. */
  @Test
  void whatHoldsByDefaultCouldBreak() {
    Trip wire = wire("");
    Unit right = wire.units().getFirst();
    Unit longer = new Unit(right.headers(), right.payload(), Bytes.zeros(1), right.fcs());
    assertThat(bad("counts", wire)).isFalse();
    assertThat(bad("counts", wire.to(At.WIRE, List.of(longer)))).isTrue();
    Bytes header = right.headers().getFirst().bytes();
    assertThat(OnTheWire.rebuilt(right.headers().getFirst(), header)).isTrue();
    assertThat(OnTheWire.rebuilt(right.headers().getFirst(), header.with(3, 9))).isFalse();
  }

  private static boolean bad(String claim, Trip trip) {
    return machine("").claims().stream()
        .filter(c -> c.name().equals(claim))
        .map(c -> ((Claim.Never<Trip>) c).bad().test(trip))
        .findFirst()
        .orElseThrow();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "payload=0 | payload is 1..9000 (got 0)",
        "payload=65536 | payload is 1..9000 (got 65536)",
        "mtu=67 | mtu is 68..9000 (got 67)",
        "mtu=1279 ip=6 | mtu is 1280..9000 with ip=6 (got 1279): RFC 8200, 5",
        "mtu=68 ipOptions=40 timestamps=on | mtu=68 is below the headers, which are 92 bytes here,"
            + " and a byte of payload",
        "ipOptions=44 | ipOptions is 0..40 (got 44)",
        "ipOptions=5 | ipOptions is a multiple of 4, at most 40 (got 5)",
        "ipOptions=4 ip=6 | ipOptions=4 does not go with ip=6: its options are other headers",
        "show=vlan | show=vlan needs a tag: vlan=on (got vlan=off)",
        "ip=6 mistake=stale-checksum | mistake=stale-checksum does not go with ip=6: IPv6 has no"
            + " header checksum",
        "transport=udp timestamps=on | timestamps=on does not go with transport=udp: UDP has no"
            + " options",
      })
  void whatCannotBeIsRefusedInOneLine(String settings, String line) {
    assertThatThrownBy(() -> ROOM.scene(ROOM.settings(settings)))
        .isInstanceOf(BadInput.class)
        .hasMessage(line);
  }

  /** A mistake that would change no byte is none. */
  @Test
  void whatWouldChangeNothingIsRefusedWithItsReason() {
    assertThat(refused(ROOM, "", "app.send"))
        .containsExactly(
            "tcp.wrap:no-split it fits the MTU of 1500",
            "tcp.wrap:odd-byte the number of bytes is even");
    assertThat(refused(ROOM, "", "app.send,tcp.wrap"))
        .containsExactly("ip.wrap:pad-counted nothing fills the frame up: it is 60 bytes or more");
    assertThat(refused(ROOM, "offload=on payload=1600", "app.send,tcp.wrap"))
        .containsExactly(
            "ip.wrap:pad-counted the card makes the lengths of what it cuts",
            "ip.wrap:long-length the card makes the lengths of what it cuts");
    assertThat(refused(ROOM, "ip=6", DOWN))
        .containsExactly("router.forward:stale-checksum IPv6 has no header checksum");
    assertThat(refused(ROOM, "payload=3", DOWN))
        .containsExactly("wire.swap the frame has no two words of payload that differ");
    assertThat(refused(ROOM, "", DOWN + ",wire.swap,receiver.peel"))
        .containsExactly("receiver.peel it has been thrown away; nobody sends it again here");
    assertThat(refused(ROOM, "payload=1", ""))
        .containsExactly("app.halve a message of one byte is the smallest");
    assertThat(refused(ROOM, "", "app.halve"))
        .containsExactly("app.double it has begun to send less at a time");
    assertThat(possible(machine("mistake=none"), DOWN))
        .containsExactly("receiver.peel", "router.forward", "router.forward:swap", "wire.swap");
  }

  @Test
  void theSentenceUsesWhatWasFoundAndNothingElse() {
    String model =
        "In the model two words that a router swaps are taken in 12 steps, a frame above the MTU"
            + " leaves in 10 steps.";
    assertThat(ROOM.sentence(findings(List.of(), List.of()))).isEqualTo(model);
    List<Findings.Value> values =
        List.of(
            value("sent", "100 bytes a message, TCP over IPv4"),
            value("predicted", "152"),
            value("counted", "152"),
            value("cable, predicted", "166"),
            value("cable, counted", "166.5"),
            value("options", "12"));
    assertThat(
            ROOM.sentence(
                findings(List.of(counted("as-sent", "check=none", 500, 500)), List.of(), values)))
        .isEqualTo(
            model
                + " Here the kernel took 500 of 500 frames whose words the lab had swapped."
                + " Here the kernel sent 100 bytes a message, TCP over IPv4: on the loopback"
                + " predicted 152 bytes each, counted 152. On a cable predicted 166, counted 166.5."
                + " TCP options: 12 bytes a segment.");
  }

  private static Findings.Value value(String name, String text) {
    return new Findings.Value("counts", name, text);
  }

  @Test
  void aProofNamesItsWorld() {
    assertThat(ROOM.world(ROOM.fixed()))
        .isEqualTo(
            "one message of 100 bytes, which may be halved down to 1 or doubled until it is split,"
                + " over one router or none, and one thing that goes wrong at most");
  }

  /** The card's frames, the router's, and the one that was hurt on the way. */
  @Test
  void theWireIsTapped() {
    EncapsulationMachine machine = machine("payload=1600");
    Trip before = last(machine, DOWN.replace(",nic.send", ""));
    Trip sent = last(machine, DOWN);
    assertThat(machine.sent(before, Action.parse("nic.send"), sent))
        .isEqualTo(Receiver.bytes(sent.units()))
        .hasSize(2);
    Trip hurt = last(machine, DOWN + ",wire.swap");
    assertThat(machine.sent(sent, Action.parse("wire.swap"), hurt)).hasSize(1);
    Trip dropped = last(machine, DOWN + ",wire.swap,router.forward");
    assertThat(machine.sent(hurt, Action.parse("router.forward"), dropped)).isEmpty();
    assertThat(machine.sent(before, Action.parse("nic.wrap"), before)).isEmpty();
  }
}
