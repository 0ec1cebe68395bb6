package lab.experiments.net.handshake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import lab.explore.Action;
import lab.explore.Replay;
import lab.explore.Schedule;
import lab.net.frame.Bytes;
import lab.net.frame.Link;
import lab.net.tcp.world.World;
import lab.net.wire.Endpoint;
import lab.net.wire.SocketPair;
import lab.room.Wire;
import org.junit.jupiter.api.Test;

/** What a capture of this room holds: every segment that a host sent, and nothing else. */
class HandshakeWireTest {
  private static final SocketPair SERVER =
      SocketPair.of(Endpoint.of("192.0.2.2", 80), Endpoint.of("192.0.2.1", 49_152));

  private static HandshakeMachine machine(String settings) {
    return HandshakeMachine.of(Setup.of(Handshake.ROOM.settings(settings)));
  }

  /** Each packet as who gets it reads it. */
  private static List<String> sent(String settings, String schedule) {
    HandshakeMachine machine = machine(settings);
    Wire<World> wire = HandshakeWire.of(machine.hosts());
    assertThat(wire.link()).isEqualTo(Link.RAW_IP);
    List<String> read = new ArrayList<>();
    World before = machine.start();
    List<Replay.Frame<World>> frames = Replay.run(machine, Schedule.parse(schedule)).frames();
    for (Replay.Frame<World> frame : frames.subList(1, frames.size())) {
      for (Bytes packet : wire.tap().sent(before, frame.action().orElseThrow(), frame.state())) {
        read.add(
            SERVER
                .read(packet)
                .segment()
                .map(s -> "to the server " + s.label())
                .or(() ->
                    SERVER.reversed().read(packet).segment().map(s -> "to the client " + s.label()))
                .orElseThrow());
      }
      before = frame.state();
    }
    return read;
  }

  /** The old SYN was sent before; what is lost was sent; what the net repeats is sent once. */
  @Test
  void everySegmentThatAHostSendsIsThere() {
    assertThat(
            sent(
                "variant=three-way",
                "client.connect,net.deliver:server/SYN@0/old,net.deliver:client/SYN+ACK@8#1,"
                    + "net.deliver:server/RST@1,net.duplicate:server/SYN@4,net.deliver:server/SYN@4,"
                    + "net.lose:client/SYN+ACK@12#5,server.retransmit,"
                    + "net.deliver:client/SYN+ACK@12#5,client.send"))
        .containsExactly(
            "to the server SYN@4",
            "to the client SYN+ACK@8#1",
            "to the server RST@1",
            "to the client SYN+ACK@12#5",
            "to the client SYN+ACK@12#5",
            "to the server ACK@5#13",
            "to the server ACK@5#13/1");
  }

  @Test
  void whatIsNoStepPutsNothingOnTheWire() {
    HandshakeMachine machine = machine("");
    World start = machine.start();
    assertThatThrownBy(() ->
            HandshakeWire.of(machine.hosts()).tap().sent(start, Action.parse("client.send"), start))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("client.send is no step here");
  }
}
