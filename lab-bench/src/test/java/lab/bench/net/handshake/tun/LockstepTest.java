package lab.bench.net.handshake.tun;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import lab.net.tcp.Fault;
import lab.net.tcp.Segment;
import lab.net.tcp.Stack;
import lab.net.tcp.State;
import lab.net.tcp.Tcp;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The comparison agrees with our own machine in the kernel's place, and sees each fault of it. */
class LockstepTest {
  static Stream<Script> scripts() {
    return Scripts.all().stream();
  }

  private static Tcp linux(Script script) {
    return Tcp.REAL.with(script.stack());
  }

  private static Script script(String name) {
    return Scripts.all().stream().filter(s -> s.name().equals(name)).findFirst().orElseThrow();
  }

  @ParameterizedTest
  @MethodSource("scripts")
  void agreesWithItself(Script script) throws IOException {
    List<Observation> seen = Lockstep.run(script, new ModelPeer(linux(script)));
    assertThat(seen).isNotEmpty().allMatch(Observation::agrees);
    assertThat(seen).allMatch(o -> o.again() == 0);
    assertThat((long) seen.size()).isGreaterThanOrEqualTo(events(script));
  }

  /** Those of the kernel alone. */
  private static long events(Script script) {
    return script.steps().stream()
        .filter(s -> s instanceof Step.Theirs || s instanceof Step.Crafted)
        .count();
  }

  @Test
  void everyStateAndEverySortOfAnswerIsSeen() throws IOException {
    Set<State> states = EnumSet.noneOf(State.class);
    for (Script script : Scripts.all()) {
      ModelPeer peer = new ModelPeer(linux(script));
      Lockstep.run(
          script,
          new Watched(peer) {
            @Override
            public Optional<State> state() throws IOException {
              Optional<State> state = super.state();
              state.ifPresent(states::add);
              return state;
            }
          });
    }
    assertThat(states).isEqualTo(EnumSet.complementOf(EnumSet.of(State.CLOSED, State.LISTEN)));
  }

  @ParameterizedTest
  @CsvSource({
    "TWO_WAY_HANDSHAKE, 'an old duplicate SYN', 2",
    "NO_RST_TO_BAD_SYN_ACK, 'strangers while the kernel calls', 2",
    "ACK_IS_X, 'we call, send and close', 2",
    "RST_ANYWHERE_IN_WINDOW, 'RST outside the window and within', 6",
    "ISN_REUSE, 'the kernel calls, sends and closes', 11",
    "NO_SYN_RETRANSMISSION, 'our SYN,ACK is lost', 2",
  })
  void seesTheFault(Fault fault, String name, int step) throws IOException {
    Script script = script(name);
    List<Observation> seen = Lockstep.run(script, new ModelPeer(linux(script).with(fault)));
    assertThat(seen).hasSize(step);
    assertThat(seen.getLast().kind()).as(seen.toString()).isEqualTo(Observation.Kind.OTHER);
    assertThat(seen.subList(0, step - 1)).allMatch(Observation::agrees);
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NONE")
  void noFaultPassesAllScripts(Fault fault) throws IOException {
    List<String> differ = new ArrayList<>();
    for (Script script : Scripts.all()) {
      if (differs(script, linux(script).with(fault))) {
        differ.add(script.name());
      }
    }
    assertThat(differ).isNotEmpty();
  }

  private static boolean differs(Script script, Tcp tcp) throws IOException {
    return !Lockstep.run(script, new ModelPeer(tcp)).stream().allMatch(Observation::agrees);
  }

  /** Where Linux takes another way, a machine to the letter of the RFC is told from it. */
  @ParameterizedTest
  @MethodSource("scripts")
  void seesThatTheRfcIsNotLinux(Script script) throws IOException {
    boolean otherWay =
        Lockstep.run(script, new ModelPeer(linux(script))).stream()
            .anyMatch(o -> o.kind() == Observation.Kind.LINUX_WAY);
    List<Observation> seen = Lockstep.run(script, new ModelPeer(Tcp.REAL.with(Stack.RFC_9293)));
    assertThat(seen.stream().anyMatch(Observation::parts)).isEqualTo(otherWay);
  }

  /** A machine that believes RSTs, or is to the letter of the RFC, does not get through these. */
  @Test
  void randomScriptsTellMachinesApart() throws IOException {
    int wrong = 0;
    int letter = 0;
    for (long seed = 1; seed <= 400; seed++) {
      Script script = RandomScripts.of(seed);
      assertThat(RandomScripts.of(seed)).isEqualTo(script);
      assertThat(Lockstep.run(script, new ModelPeer(linux(script))))
          .isNotEmpty()
          .allMatch(Observation::agrees);
      wrong += differs(script, linux(script).with(Fault.RST_ANYWHERE_IN_WINDOW)) ? 1 : 0;
      letter += differs(script, Tcp.REAL.with(Stack.RFC_9293)) ? 1 : 0;
    }
    assertThat(wrong).isGreaterThan(10);
    assertThat(letter).isGreaterThan(10);
  }

  /** A kernel from before a change answers as it did then, which is known, and ends the script. */
  @ParameterizedTest
  @CsvSource({
    "'RST within the window of a half-open connection', 2026",
    "'ACK of what was never sent', 7.1",
    "'ACK of what was before the connection', 6.7",
    "'simultaneous open', 6.12",
  })
  void knowsWhatAnOlderLinuxDid(String name, String until) throws IOException {
    Script script = script(name);
    List<Observation> today = Lockstep.run(script, new ModelPeer(linux(script)));
    Observation changed =
        today.stream().filter(o -> o.older().isPresent()).findFirst().orElseThrow();
    Observation older =
        new Observation(
            changed.event(),
            changed.expected(),
            changed.specified(),
            changed.older(),
            changed.older().orElseThrow().answer(),
            0);
    assertThat(older.agrees()).isTrue();
    assertThat(older.parts()).isTrue();
    boolean asSpecified = older.seen().equals(older.specified());
    assertThat(older.kind())
        .isEqualTo(asSpecified ? Observation.Kind.AS_SPECIFIED : Observation.Kind.LINUX_WAY);
    assertThat(older.older().orElseThrow().until()).startsWith(until);
    assertThat(changed.parts()).isFalse();
  }

  /** A RST whose ACK was foreign did nothing before 2026; now it is looked at like any other. */
  @Test
  void knowsWhatAnOlderLinuxDidWithAForeignAck() throws IOException {
    Script script =
        Script.of("")
            .kernel(Call.LISTEN)
            .hold()
            .connect()
            .release()
            .crafted(Craft.rst(0).withAck(5));
    Observation last = Lockstep.run(script, new ModelPeer(linux(script))).getLast();
    assertThat(last.seen()).isEqualTo("silence; no connection");
    assertThat(last.older().orElseThrow().answer()).isEqualTo("silence; SYN-RECEIVED");
  }

  /** What is said twice, held back, or said by nobody is seen. */
  @Test
  void seesWhatIsSentTooMuchOrNotAtAll() throws IOException {
    Script script = script("we call, send and close");
    Tcp tcp = linux(script);
    Observation more =
        Lockstep.run(
                script,
                new Watched(new ModelPeer(tcp)) {
                  private boolean twice;

                  @Override
                  public Optional<Segment> next(int millis) throws IOException {
                    if (twice) {
                      twice = false;
                      return Optional.of(Segment.rst(1));
                    }
                    Optional<Segment> next = super.next(millis);
                    twice = next.isPresent();
                    return next;
                  }
                })
            .getLast();
    assertThat(more.kind()).isEqualTo(Observation.Kind.OTHER);
    assertThat(more.seen()).contains("then RST SEQ=");
    Observation less =
        Lockstep.run(
                script,
                new Watched(new ModelPeer(tcp)) {
                  @Override
                  public Optional<Segment> next(int millis) {
                    return Optional.empty();
                  }
                })
            .getLast();
    assertThat(less.kind()).isEqualTo(Observation.Kind.OTHER);
    assertThat(less.seen()).startsWith("silence");
  }

  /** A kernel's timer may end at any time; what it sends then is no difference, and is counted. */
  @Test
  void toleratesWhatATimerSends() throws IOException {
    Script script = Script.called("").hold().kernelSends(10).kernelSends(5);
    Tcp tcp = linux(script);
    List<Observation> seen =
        Lockstep.run(
            script,
            new Watched(new ModelPeer(tcp)) {
              private Segment data;

              @Override
              public Optional<Segment> next(int millis) throws IOException {
                Optional<Segment> next = super.next(millis);
                if (data != null && next.isEmpty()) {
                  Segment again = data;
                  data = null;
                  return Optional.of(again);
                }
                next.filter(s -> s.data() == 10).ifPresent(s -> data = s);
                return next;
              }
            });
    assertThat(seen).allMatch(Observation::agrees);
    assertThat(seen.stream().mapToInt(Observation::again).sum()).isEqualTo(1);
  }
}
