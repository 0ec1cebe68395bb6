package lab.bench.net.handshake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import lab.bench.harness.LiveAnswers;
import lab.host.SocketFilter;
import lab.host.TcpTable;
import lab.net.tcp.Fault;
import lab.net.tcp.SequenceSpace;
import lab.net.tcp.Stack;
import lab.net.tcp.State;
import lab.net.tcp.Tcp;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

@EnabledOnOs(OS.LINUX)
@Timeout(60)
class TwinsTest {
  @BeforeEach
  void thereIsATable() {
    assumeTrue(TcpTable.ofThisMachine().exists(), "the system shows no /proc/net/tcp");
    assumeTrue(SocketFilter.refusal().isEmpty(), SocketFilter.refusal().orElse(""));
  }

  /** All at once, as it is run: about four seconds. */
  @Test
  void theKernelGoesWhereTheModelGoes() throws Exception {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    new KernelStates(LiveAnswers.to(new PrintStream(out, true, StandardCharsets.UTF_8))).run(500);
    List<String> said = out.toString(StandardCharsets.UTF_8).lines().toList();
    assertThat(said)
        .contains(
            "{\"outcome\":\"other-state\",\"count\":0}",
            "{\"outcome\":\"as-specified\",\"count\":109}",
            "{\"name\":\"arrows of figure 5\",\"value\":\"18 of 21\"}",
            "{\"name\":\"self-connect\",\"value\":\"CLOSED > SYN-SENT > SYN-RECEIVED >"
                + " ESTABLISHED\"}",
            "{\"name\":\"given up, server\",\"value\":\"CLOSED > LISTEN > SYN-RECEIVED > LISTEN\"}")
        .anyMatch(l -> l.startsWith("{\"score\":\"connect\",\"unit\":\"ns\""))
        .anyMatch(l -> l.contains("TIME-WAIT: its socket says CLOSED"));
    for (State state : State.values()) {
      assertThat(said).as(state.word()).anyMatch(l -> l.contains(state.word()));
    }
  }

  /** Whose user reads everything at once closes politely; the kernel's has data unread. */
  @Test
  void anotherModelIsFoundOut() throws Exception {
    Tcp reading = new Tcp(SequenceSpace.REAL, 65_535, 1460, true, 64_000, Stack.LINUX, Fault.NONE);
    try (Twins twins = new Twins(2, reading, 300)) {
      twins.established();
      twins.send(Twins.CLIENT);
      assertThat(twins.differences()).isEmpty();
      twins.drop(Twins.SERVER);
      assertThat(twins.differences())
          .containsExactly(
              "server.drop: the client went ESTABLISHED > CLOSED, the model ESTABLISHED >"
                  + " CLOSE-WAIT",
              "server.drop: the server went ESTABLISHED > CLOSED, the model ESTABLISHED >"
                  + " FIN-WAIT-1 > FIN-WAIT-2");
    }
  }

  /** A server that believes in a connection which the kernel has not. */
  @Test
  void aFaultInTheModelIsFoundOut() throws Exception {
    Tcp twoWay = Tcp.REAL.with(Stack.LINUX).with(Fault.TWO_WAY_HANDSHAKE);
    try (Twins twins = new Twins(2, twoWay, 300)) {
      twins.listen(1);
      twins.gate(Twins.CLIENT, Gate.SHUT);
      twins.connect();
      assertThat(twins.differences())
          .containsExactly(
              "client.connect: the server went LISTEN > SYN-RECEIVED, the model LISTEN >"
                  + " ESTABLISHED");
    }
  }

  @Test
  void someStatesMayNotBeSeenButNoOtherOnes() {
    List<State> all = List.of(State.CLOSED, State.SYN_SENT, State.ESTABLISHED);
    assertThat(Paths.within(all, all)).isTrue();
    assertThat(Paths.within(List.of(State.CLOSED, State.ESTABLISHED), all)).isTrue();
    assertThat(Paths.within(List.of(State.ESTABLISHED, State.CLOSED), all)).isFalse();
    assertThat(Paths.within(List.of(State.CLOSED, State.LISTEN), all)).isFalse();
  }

  @Test
  void everyStateOfLinuxIsOneOfTheEleven() {
    for (int number = 1; number <= 12; number++) {
      assertThat(States.of(number)).isNotNull();
    }
    assertThatThrownBy(() -> States.of(13)).hasMessage("Linux has no state 13 of TCP");
  }
}
