package lab.net.tcp.world;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import lab.input.BadInput;
import lab.net.tcp.Fault;
import lab.net.tcp.State;
import lab.net.tcp.SynRetries;
import org.junit.jupiter.api.Test;

/** Hosts whose patience ends, backlogs that are full, and what no world can be. */
class TimingTest {
  private static World take(TwoHosts hosts, World world, String move) {
    return hosts.steps(world).stream()
        .filter(s -> s.move().toString().equals(move))
        .findFirst()
        .orElseThrow(() -> new AssertionError(move + " is not among " + hosts.steps(world)))
        .next();
  }

  private static List<String> moves(TwoHosts hosts, World world) {
    return hosts.steps(world).stream().map(s -> s.move().toString()).toList();
  }

  @Test
  void whoHasSentItsSynOftenEnoughGivesUp() {
    SynRetries once = new SynRetries(0, 1);
    TwoHosts hosts = new TwoHosts(Scenarios.open().withRetries(once));
    World lost = take(hosts, take(hosts, hosts.start(), "client.connect"), "net.lose:server/SYN@4");
    assertThat(moves(hosts, lost)).contains("client.retransmit").doesNotContain("client.give-up");
    World again = take(hosts, lost, "client.retransmit");
    assertThat(again.host(0).tries()).isEqualTo(1);
    assertThat(moves(hosts, again)).contains("client.give-up").doesNotContain("client.retransmit");
    assertThat(take(hosts, again, "client.give-up").host(0).tcp().state()).isEqualTo(State.CLOSED);
    long[] packed = new long[PackedWorld.LONGS];
    PackedWorld.pack(again, packed, 0);
    assertThat(PackedWorld.unpack(packed, 0)).isEqualTo(again);
  }

  /** The count is of one SYN: the next connection begins anew. */
  @Test
  void whatIsAcknowledgedIsNotCountedAnyMore() {
    TwoHosts hosts = new TwoHosts(Scenarios.open().withRetries(new SynRetries(0, 2)));
    World world =
        take(hosts, take(hosts, hosts.start(), "client.connect"), "net.lose:server/SYN@4");
    world = take(hosts, world, "client.retransmit");
    world = take(hosts, world, "net.deliver:server/SYN@4");
    assertThat(world.host(0).tries()).isEqualTo(1);
    world = take(hosts, world, "net.deliver:client/SYN+ACK@8#5");
    assertThat(world.host(0).tries()).isZero();
  }

  /** A TCP that has no timer for its SYN gives up all the same. */
  @Test
  void whoNeverSendsAgainGivesUpAtOnce() {
    Scenario open = Scenarios.open().with(Fault.NO_SYN_RETRANSMISSION);
    TwoHosts patient = new TwoHosts(open);
    World waits = take(patient, patient.start(), "client.connect");
    assertThat(moves(patient, waits)).doesNotContain("client.give-up", "client.retransmit");
    TwoHosts hosts = new TwoHosts(open.withRetries(new SynRetries(0, 2)));
    assertThat(moves(hosts, take(hosts, hosts.start(), "client.connect")))
        .contains("client.give-up");
  }

  @Test
  void aFullBacklogDropsSynsUntilSomebodyIsAccepted() {
    TwoHosts hosts = new TwoHosts(Scenarios.open().withFullBacklog(1));
    World asked = take(hosts, hosts.start(), "client.connect");
    World dropped = take(hosts, asked, "net.deliver:server/SYN@4");
    assertThat(dropped.net()).isEmpty();
    assertThat(dropped.host(1)).isEqualTo(asked.host(1));
    World room = take(hosts, asked, "server.accept");
    assertThat(moves(hosts, room)).doesNotContain("server.accept");
    World taken = take(hosts, room, "net.deliver:server/SYN@4");
    assertThat(taken.host(1).tcp().state()).isEqualTo(State.SYN_RECEIVED);
  }

  @Test
  void whatNoWorldCanBeIsRefused() {
    assertThatThrownBy(() -> Scenarios.open().withRetries(new SynRetries(0, 8)))
        .isInstanceOf(BadInput.class)
        .hasMessage("in a world a SYN is sent again at most 7 times (got 8)");
    assertThatThrownBy(() -> Scenarios.close().with(Fault.ACK_IS_X))
        .isInstanceOf(BadInput.class)
        .hasMessage(
            "no world begins connected where a SYN of x is acknowledged as x: nobody ever"
                + " connects");
  }
}
