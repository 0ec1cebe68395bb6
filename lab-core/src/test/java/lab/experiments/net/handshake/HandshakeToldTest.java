package lab.experiments.net.handshake;

import static lab.experiments.RoomFixture.counted;
import static lab.experiments.RoomFixture.findings;
import static lab.experiments.RoomFixture.labels;
import static lab.experiments.RoomFixture.picture;
import static lab.experiments.RoomFixture.refused;
import static lab.experiments.RoomFixture.stories;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import lab.room.Findings;
import lab.stage.Piece;
import lab.stage.Stage;
import lab.stage.Tone;
import org.junit.jupiter.api.Test;

/** What a person reads and sees. */
class HandshakeToldTest {
  private static final String QUIET = "variant=three-way oldSyn=off ";

  private static List<String> told(String settings, String schedule) {
    return stories(Handshake.ROOM, settings, schedule);
  }

  @Test
  void theStoryOfAnOldSyn() {
    assertThat(
            told(
                "variant=three-way",
                "client.connect,net.deliver:server/SYN@0/old,net.deliver:client/SYN+ACK@8#1,"
                    + "net.deliver:server/RST@1,net.deliver:server/SYN@4"))
        .containsExactly(
            "The client's user calls connect: a SYN uses up one number; it sends SYN 4 and goes to"
                + " SYN-SENT (RFC 9293, 3.10.1).",
            "The server gets old SYN 0: it acknowledges 1, the next number that it expects; it"
                + " sends SYN 8, ACK 1 and goes to SYN-RECEIVED (RFC 9293, 3.10.7.2).",
            "The client gets SYN 8, ACK 1: the ACK is of something not sent: RST with its number;"
                + " it sends RST 1 (RFC 9293, 3.10.7.3).",
            "The server gets RST 1: the peer never asked, so it listens again; it goes to LISTEN"
                + " (RFC 9293, 3.10.7.4).",
            "The server gets SYN 4: it acknowledges 5, the next number that it expects; it sends"
                + " SYN 12, ACK 5 and goes to SYN-RECEIVED (RFC 9293, 3.10.7.2).");
    assertThat(told("", "net.deliver:server/SYN@0/old"))
        .containsExactly(
            "The server gets old SYN 0: it believes the SYN alone and acknowledges 1, the next"
                + " number that it expects; it sends SYN 8, ACK 1 and goes to ESTABLISHED (no RFC"
                + " says so).");
  }

  @Test
  void whatTheNetDoesIsTold() {
    assertThat(
            told(
                    QUIET + "backlog=full retries=1",
                    "client.connect,net.duplicate:server/SYN@4,net.lose:server/SYN@4,"
                        + "net.deliver:server/SYN@4,client.retransmit,client.give-up,server.accept")
                .stream()
                .skip(1))
        .containsExactly(
            "The net repeats SYN 4: it is in flight once more.",
            "The net loses SYN 4 on its way to the server.",
            "The server gets SYN 4: its backlog is full, so it drops it and says nothing (Linux).",
            "The client has waited too long for an ACK: the oldest that is not acknowledged is sent"
                + " again; it sends SYN 4 (RFC 9293, 3.10.8).",
            "The client has asked often enough: nobody has answered; it goes to CLOSED; its user"
                + " hears \"connection aborted due to user timeout\" (RFC 9293, 3.10.8).",
            "The server's user accepts somebody else's connection: its backlog has room for one.");
  }

  @Test
  void aCloseIsToldWithItsSections() {
    String both =
        "client.close,net.deliver:server/FIN+ACK@5#9,net.deliver:client/ACK@9#6,server.close,"
            + "net.deliver:client/FIN+ACK@9#6";
    assertThat(told(QUIET + "scenario=reset", both).getLast())
        .isEqualTo(
            "The client gets FIN 9, ACK 6: the peer will send no more either; it sends ACK 10 and"
                + " goes to TIME-WAIT (RFC 9293, 3.10.7.4).");
    assertThat(refused(Handshake.ROOM, QUIET + "scenario=reset", both))
        .contains("client.time-wait 2 MSL outlast every segment, and something is in flight");
    String early = both + ",client.time-wait";
    assertThat(told(QUIET + "scenario=reset timeWait=short", early).getLast())
        .isEqualTo(
            "TIME-WAIT ends early at the client: the connection is forgotten; it goes to CLOSED"
                + " (RFC 9293, 3.10.8).");
    assertThat(told(QUIET + "scenario=half-open", "client.crash"))
        .containsExactly("The client crashes and forgets its connection; nobody tells the peer.");
    assertThat(
            told(
                    "variant=same-isn oldSyn=off scenario=close",
                    "client.send,client.close,server.close,net.deliver:client/FIN+ACK@9#5,"
                        + "client.retransmit,net.deliver:server/FIN+ACK@5#10/1")
                .getLast())
        .endsWith("(RFC 9293, 3.10.7.4 and 3.3.2; no RFC says so).");
  }

  @Test
  void whatIsNotPossibleHasAReason() {
    assertThat(refused(Handshake.ROOM, QUIET, ""))
        .containsExactly("client.send connection does not exist (RFC 9293, 3.10)");
    assertThat(refused(Handshake.ROOM, QUIET + "losses=0 duplicates=0", "client.connect"))
        .containsExactly(
            "client.retransmit SYN@4 is still in flight; a net may repeat it",
            "net.lose it has lost what it may lose",
            "net.duplicate it has repeated what it may repeat");
    assertThat(refused(Handshake.ROOM, QUIET + "retries=0", "client.connect,net.lose:server/SYN@4"))
        .containsExactly(
            "client.retransmit it has sent its SYN again as often as it may, and gives up",
            "net.lose it has lost what it may lose");
    assertThat(
            refused(
                Handshake.ROOM,
                QUIET + "scenario=reset",
                "client.close,net.deliver:server/FIN+ACK@5#9,client.abort,"
                    + "net.deliver:server/RST@6"))
        .contains(
            "server.close connection does not exist (RFC 9293, 3.10)",
            "server.abort connection does not exist (RFC 9293, 3.10)");
    assertThat(refused(Handshake.ROOM, QUIET + "scenario=close", ""))
        .containsExactly("client.close its user calls send before that");
  }

  @Test
  void thePictureHasTwoHostsAndANet() {
    String ghost = "net.deliver:server/SYN@0/old,client.connect,net.duplicate:server/SYN@4";
    Stage stage = picture(Handshake.ROOM, "", ghost);
    assertThat(labels(stage, "state0")).containsExactly("SYN-SENT");
    assertThat(labels(stage, "state1")).containsExactly("ESTABLISHED");
    Piece.Cells server = (Piece.Cells) stage.piece("state1").orElseThrow();
    assertThat(server.cells().getFirst().tone()).as("a ghost").isEqualTo(Tone.BAD);
    Piece.Cells net = (Piece.Cells) stage.piece("net").orElseThrow();
    assertThat(
            net.cells().stream()
                .map(c -> c.label() + c.click().map(k -> " " + k.text()).orElse("")))
        .containsExactly(
            "← SYN 8, ACK 1 net.deliver:client/SYN+ACK@8#1",
            "lose net.lose:client/SYN+ACK@8#1",
            "repeat",
            "SYN 4 → net.deliver:server/SYN@4",
            "lose net.lose:server/SYN@4",
            "repeat",
            "SYN 4 → net.deliver:server/SYN@4",
            "lose net.lose:server/SYN@4",
            "repeat");
    assertThat(net.cells()).extracting(Piece.Cell::key).doesNotHaveDuplicates();
    Piece.Table numbers = (Piece.Table) stage.piece("numbers1").orElseThrow();
    assertThat(numbers.rows().stream().map(r -> String.join(" ", r.cells())))
        .containsExactly("SND.UNA 8", "SND.NXT 9", "RCV.NXT 1");
    Piece.Figures trips = (Piece.Figures) stage.piece("trips").orElseThrow();
    assertThat(trips.figures()).extracting(Piece.Figure::value).containsExactly(1.0, 2.0, 1.0);
    assertThat(
            picture(Handshake.ROOM, QUIET + "scenario=simultaneous", "")
                .board()
                .orElseThrow()
                .places())
        .extracting(p -> p.title())
        .containsExactly("host a", "the net", "host b");
  }

  /** 1 s and 2 s, or twice 1 s: RFC 6298, and Linux since 6.5. */
  @Test
  void howLongASynHasWaitedIsShown() {
    String twice =
        "client.connect,net.lose:server/SYN@4,client.retransmit,net.lose:server/SYN@4,"
            + "client.retransmit";
    String settings = QUIET + "losses=2 retries=2";
    assertThat(waited(settings, twice)).isEqualTo(3);
    assertThat(waited(settings + " stack=linux", twice)).isEqualTo(2);
    String server =
        "client.connect,net.deliver:server/SYN@4,net.lose:client/SYN+ACK@8#5,"
            + "server.retransmit,net.lose:client/SYN+ACK@8#5,server.retransmit";
    assertThat(waited(settings + " stack=linux", server)).as("a SYN,ACK's waits").isEqualTo(3);
    assertThat(picture(Handshake.ROOM, settings, "client.connect").piece("waited")).isEmpty();
  }

  private static double waited(String settings, String schedule) {
    Piece.Figures figures =
        (Piece.Figures) picture(Handshake.ROOM, settings, schedule).piece("waited").orElseThrow();
    return figures.figures().getFirst().value();
  }

  @Test
  void theSentenceUsesWhatWasFound() {
    String model = "Two-way accepts a ghost in 1 step.";
    assertThat(Handshake.ROOM.sentence(findings(List.of(), List.of()))).isEqualTo(model);
    String claim = HandshakeClaims.AS_SPECIFIED;
    String trips = HandshakeClaims.OPEN_ANSWERS_FIRST;
    Findings found =
        findings(
            List.of(
                counted(claim, HandshakeEvidence.LINUX, 0, 400),
                counted(claim, HandshakeEvidence.LINUX, 0, 100)),
            List.of(
                new Findings.Measured(claim, "connect", "ms", 20.5, 20, 21),
                new Findings.Measured(claim, "connect", "ns", 7_100, 7_000, 7_200),
                new Findings.Measured(claim, "round trip", "ns", 5_800, 5_700, 5_900),
                new Findings.Measured(trips, "open connection", "round trips", 1.04, 1.03, 1.07),
                new Findings.Measured(trips, "new connection", "round trips", 2.11, 2.08, 2.2)),
            List.of(new Findings.Value(claim, HandshakeEvidence.ARROWS, "18 of 21")));
    assertThat(Handshake.ROOM.sentence(found))
        .isEqualTo(
            model
                + " Here connect took 7.1 us, a round trip 5.8. Over a slow device a request took"
                + " 1.04 round trips on an open connection, 2.11 on a new one. Of the arrows of"
                + " figure 5 this kernel followed 18 of 21. This kernel's answers and states differ"
                + " from the model's in 0 of 500.");
  }
}
