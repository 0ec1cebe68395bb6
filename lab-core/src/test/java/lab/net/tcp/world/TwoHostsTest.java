package lab.net.tcp.world;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import lab.explore.Action;
import lab.explore.Bounds;
import lab.explore.Claim;
import lab.explore.Exploration;
import lab.explore.Exploration.Outcome;
import lab.explore.Explorer;
import lab.input.BadInput;
import lab.net.tcp.Connection;
import lab.net.tcp.Fault;
import lab.net.tcp.Rule;
import lab.net.tcp.Segment;
import lab.net.tcp.Sender;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every world that can be reached, without faults and with each. */
@TestInstance(Lifecycle.PER_CLASS)
class TwoHostsTest {
  private static final Bounds BOUNDS = Bounds.ofStates(300_000);

  private static Scenario scenario(String name) {
    return switch (name) {
      case "open" -> Scenarios.open();
      case "simultaneous-open" -> Scenarios.simultaneousOpen();
      case "old-syn" -> Scenarios.oldSyn();
      case "old-syn-within-window" ->
          Scenarios.oldSyn().withOld(new Flight(1, Segment.syn(3, 2), 0));
      case "close" -> Scenarios.close();
      case "simultaneous-close" -> Scenarios.simultaneousClose();
      case "reset" -> Scenarios.reset();
      case "half-open" -> Scenarios.halfOpen();
      case "reopen" -> Scenarios.reopen();
      case "old-rst" -> Scenarios.oldRst();
      case "early-close" -> Scenarios.earlyClose();
      case "send-in-listen" -> Scenarios.sendInListen();
      default -> throw new AssertionError(name);
    };
  }

  /** Nothing is wrong anywhere, and everything that is named can be seen. */
  @ParameterizedTest
  @CsvSource({
    "open, 4478, 16",
    "simultaneous-open, 12700, 19",
    "old-syn, 7196, 19",
    "old-syn-within-window, 4782, 18",
    "close, 19966, 20",
    "simultaneous-close, 8743, 18",
    "reset, 29094, 17",
    "half-open, 33551, 30",
    "reopen, 37098, 30",
    "old-rst, 281, 11",
    "early-close, 14177, 20",
    "send-in-listen, 1215, 21",
  })
  void holds(String name, long states, int depth) {
    Exploration found = search(name).found();
    assertThat(found.complete()).isTrue();
    for (Exploration.Answer answer : found.answers()) {
      Outcome good = answer.claim() instanceof Claim.Sometimes<?> ? Outcome.REACHED : Outcome.SAFE;
      assertThat(answer.outcome()).as("%s: %s", name, answer).isEqualTo(good);
    }
    assertThat(found.states()).as("states, depth %s", found.depth()).isEqualTo(states);
    assertThat(found.depth()).isEqualTo(depth);
  }

  /** A search, and the rules that it met. */
  private record Searched(Exploration found, Set<Rule> taken) {}

  private final Map<String, Searched> searched = new TreeMap<>();

  /** Each scenario is searched once, whichever test asks first. */
  private Searched search(String name) {
    return searched.computeIfAbsent(
        name,
        n -> {
          WorldMachine machine = new WorldMachine(scenario(n));
          Exploration found = Explorer.explore(machine, BOUNDS);
          return new Searched(found, machine.taken());
        });
  }

  /** Figure 5 has 21 arrows, notes 1 and 2 counted; a RST may end any of nine states. */
  @Test
  void everyArrowAndEveryResetIsTaken() {
    List<Rule> arrows =
        Arrays.stream(Rule.values())
            .filter(r -> r.kind() == Rule.Kind.FIGURE_5 || r.kind() == Rule.Kind.RESET)
            .toList();
    assertThat(arrows).hasSize(21 + 9);
    Set<Rule> taken = EnumSet.noneOf(Rule.class);
    for (String name :
        List.of(
            "simultaneous-open", "old-syn-within-window", "reset", "early-close", "half-open")) {
      taken.addAll(search(name).taken());
    }
    taken.addAll(search("send-in-listen").taken());
    assertThat(taken).containsAll(arrows).contains(Rule.SYN_RECEIVED_SYN);
    assertThat(taken).doesNotContain(Rule.TWO_WAY, Rule.NO_TIME_WAIT);
  }

  /** As far as it takes to decide everything that the fault is said to break. */
  private Exploration broken(String name, Fault fault) {
    return searched
        .computeIfAbsent(
            name + " " + fault,
            n -> {
              Set<String> claims =
                  switch (fault) {
                    case ISN_REUSE ->
                        name.equals("reopen")
                            ? Set.of("no-stale", "only-sent")
                            : Set.of("settles", "agreement");
                    case NO_SYN_RETRANSMISSION -> Set.of("settles", "no-deadlock");
                    case TWO_WAY_HANDSHAKE -> Set.of("no-ghost");
                    case RST_ANYWHERE_IN_WINDOW -> Set.of("no-stale");
                    case NONE, NO_RST_TO_BAD_SYN_ACK, ACK_IS_X -> Set.of("settles");
                  };
              WorldMachine machine = new WorldMachine(scenario(name).with(fault)).only(claims);
              Explorer.Options options =
                  Explorer.Options.within(BOUNDS).withUntil(Explorer.Until.DECIDED);
              Exploration found = Explorer.explore(machine, machine.start(), options);
              return new Searched(found, machine.taken());
            })
        .found();
  }

  /** The shortest way to each break. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "old-syn | TWO_WAY_HANDSHAKE | no-ghost | net.deliver:server/SYN@0/old",
        "old-syn | NO_RST_TO_BAD_SYN_ACK | settles | client.connect,net.deliver:server/SYN@0/old",
        "half-open | NO_RST_TO_BAD_SYN_ACK | settles | client.crash,client.connect",
        "open | ACK_IS_X | settles | client.connect",
        "old-rst | RST_ANYWHERE_IN_WINDOW | no-stale | net.deliver:server/RST@8/old",
        "open | NO_SYN_RETRANSMISSION | no-deadlock | client.connect,net.lose:server/SYN@4",
        "open | NO_SYN_RETRANSMISSION | settles | client.connect,net.lose:server/SYN@4",
        "half-open | ISN_REUSE | settles | client.crash,client.connect",
        "half-open | ISN_REUSE | agreement | "
            + "server.send,net.duplicate:client/ACK@9#5/1,client.crash,"
            + "net.deliver:client/ACK@9#5/1,client.connect,net.deliver:server/RST@5/era1,"
            + "server.listen,net.deliver:server/SYN@4,net.deliver:client/SYN+ACK@8#5,"
            + "net.deliver:client/ACK@9#5/1/era1,net.deliver:server/ACK@5#9,"
            + "net.lose:server/ACK@5#10",
        "reopen | ISN_REUSE | no-stale | "
            + "client.close,server.close,net.deliver:client/FIN+ACK@9#5,client.retransmit,"
            + "net.deliver:server/FIN+ACK@5#10,server.listen,"
            + "net.deliver:client/ACK@10#6/era1,client.connect,net.deliver:server/SYN@4,"
            + "net.deliver:server/FIN+ACK@5#9/era1",
        "reopen | ISN_REUSE | only-sent | "
            + "client.close,server.close,net.deliver:client/FIN+ACK@9#5,client.retransmit,"
            + "net.deliver:server/FIN+ACK@5#10,server.listen,"
            + "net.deliver:client/ACK@10#6/era1,client.connect,net.deliver:server/SYN@4,"
            + "net.deliver:server/FIN+ACK@5#9/era1",
      })
  void breaks(String name, Fault fault, String claim, String schedule) {
    Exploration.Answer answer = broken(name, fault).answer(claim);
    assertThat(answer.outcome()).isEqualTo(Outcome.BREAKS);
    assertThat(answer.schedule().orElseThrow()).hasToString(schedule);
  }

  @Test
  void whoAcknowledgesXNeverConnects() {
    for (String name : List.of("open", "simultaneous-open")) {
      WorldMachine machine = new WorldMachine(scenario(name).with(Fault.ACK_IS_X));
      Exploration found = Explorer.explore(machine, BOUNDS);
      assertThat(found.complete()).isTrue();
      assertThat(found.answer("connected").outcome()).isEqualTo(Outcome.NO_ANSWER);
    }
  }

  /** Where the numbers begin makes no difference, at the end of the space neither. */
  @Test
  void numbersMayBeginAnywhere() {
    for (long shift = 1; shift < 16; shift += 6) {
      List<Long> iss = List.of((4 + shift) % 16, (8 + shift) % 16);
      Exploration found = Explorer.explore(new WorldMachine(Scenarios.open().withIss(iss)), BOUNDS);
      assertThat(found.states()).isEqualTo(4478);
      assertThat(found.depth()).isEqualTo(16);
    }
  }

  /** A schedule names one step of each state, and each step changes something. */
  @Test
  void movesAreDifferentAndDoSomething() {
    TwoHosts hosts = new TwoHosts(Scenarios.reopen().with(Fault.ISN_REUSE));
    Set<World> seen = new HashSet<>(List.of(hosts.start()));
    List<World> open = List.copyOf(seen);
    while (!open.isEmpty() && seen.size() < 4_000) {
      Set<World> next = new HashSet<>();
      for (World world : open) {
        Set<Action> actions = new HashSet<>();
        for (Step step : hosts.steps(world)) {
          Move move = step.move();
          assertThat(actions.add(Action.parse(move.toString()))).as("%s", move).isTrue();
          assertThat(step.next()).isNotEqualTo(world);
          long[] packed = new long[PackedWorld.LONGS + 2];
          PackedWorld.pack(step.next(), packed, 1);
          assertThat(PackedWorld.unpack(packed, 1)).isEqualTo(step.next());
          assertThat(step.next().net()).isSorted().hasSizeLessThanOrEqualTo(4);
          if (seen.add(step.next())) {
            next.add(step.next());
          }
        }
      }
      open = List.copyOf(next);
    }
    assertThat(seen).hasSizeGreaterThan(3_999);
  }

  /** Two invariants that no fault here breaks, on worlds made by hand. */
  @Test
  void whatNoFaultBreaksCanBeBroken() {
    TwoHosts hosts = new TwoHosts(Scenarios.simultaneousClose());
    World good = hosts.start();
    assertThat(Arrays.stream(Invariant.values()).filter(i -> i.broken(hosts, good))).isEmpty();
    Host host = good.host(0);
    Sender s = host.tcp().snd();
    Sender ahead = new Sender(s.iss(), 7, 6, s.syn(), s.fin(), s.queued(), s.window());
    Connection odd = new Connection(host.tcp().state(), false, ahead, host.tcp().rcv());
    World unordered = good.with(0, new Host(odd, host.called(), host.crashed(), 0, host.past()));
    assertThat(Invariant.SENT_ORDER.broken(hosts, unordered)).isTrue();
    World rst = good.withSeen(new World.Seen(false, false, true, false));
    assertThat(Invariant.NO_RST_FOR_RST.broken(hosts, rst)).isTrue();
  }

  @Test
  void worldsAreSmall() {
    Flight odd = new Flight(1, Segment.syn(0, 3), 0);
    assertThatThrownBy(() -> Scenarios.oldSyn().withOld(odd))
        .isInstanceOf(BadInput.class)
        .hasMessage("every segment of a world offers the window 2 (got 3)");
    Flight rst = new Flight(1, Segment.rst(0), 0);
    assertThatThrownBy(() -> Scenarios.open().withOld(rst, rst, rst, rst, rst))
        .isInstanceOf(BadInput.class)
        .hasMessageContaining("got 5");
  }
}
