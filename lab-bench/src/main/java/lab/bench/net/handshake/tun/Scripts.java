package lab.bench.net.handshake.tun;

import java.util.ArrayList;
import java.util.List;

/** The scenarios in which a kernel is compared with the model. */
final class Scripts {
  /** Beyond any window without scale. */
  static final int OUTSIDE = 200_000;

  static final int INSIDE = 100;

  private Scripts() {}

  static List<Script> all() {
    List<Script> all = new ArrayList<>();
    all.addAll(connections());
    all.addAll(handshakes());
    all.addAll(strangers());
    all.addAll(CloseScripts.all());
    return List.copyOf(all);
  }

  /** Whole connections, and those that fail. */
  static List<Script> connections() {
    return List.of(
        Script.called("we call, send and close")
            .send(20)
            .kernel(Call.READ)
            .kernelSends(3_000)
            .send(1_460)
            .kernel(Call.READ)
            .close()
            .kernel(Call.READ)
            .kernelSends(40)
            .kernel(Call.SHUT_DOWN),
        Script.calling("the kernel calls, sends and closes")
            .kernelSends(20)
            .send(30)
            .kernel(Call.READ)
            .kernel(Call.SHUT_DOWN)
            .send(40)
            .kernel(Call.READ)
            .close()
            .kernel(Call.READ),
        Script.of("nobody listens at the kernel").connect(),
        Script.of("nobody listens here").kernel(Call.CONNECT).kernel(Call.READ),
        Script.called("our host crashes, and the kernel sends")
            .crash()
            .kernelSends(10)
            .kernel(Call.READ),
        Script.called("our host crashes and calls again").crash().connect().retransmit(),
        Script.called("the kernel's data is lost")
            .hold()
            .kernelSends(10)
            .lose()
            .kernelWaits()
            .kernelSends(5));
  }

  /** Before both ends know that the connection stands. */
  static List<Script> handshakes() {
    Script answered = Script.of("").kernel(Call.LISTEN).hold().connect().release();
    return List.of(
        Script.of("an old duplicate SYN")
            .kernel(Call.LISTEN)
            .hold()
            .connect()
            .lose()
            .crafted(Craft.syn(Script.ISS - 10))
            .retransmit(),
        named("the final ACK is lost, data comes", answered).lose().send(20).kernel(Call.READ),
        named("the final ACK is lost, the SYN comes again", answered)
            .crafted(Craft.syn(-1))
            .release(),
        named("the final ACK is lost, the kernel waits", answered).lose().kernelWaits(),
        Script.of("simultaneous open")
            .hold()
            .connect()
            .kernel(Call.CONNECT)
            .release()
            .release()
            .lose()
            .kernelSends(10)
            .send(10),
        named("strangers at a half-open connection", answered)
            .crafted(Craft.rst(OUTSIDE))
            .crafted(Craft.rst(-1))
            .crafted(Craft.data(OUTSIDE, 10))
            .crafted(Craft.bare(0))
            .crafted(Craft.syn(OUTSIDE))
            .crafted(Craft.ack(0, INSIDE))
            .release(),
        named("RST at a half-open connection", answered).crafted(Craft.rst(0)).lose().retransmit(),
        named("RST within the window of a half-open connection", answered)
            .crafted(Craft.rst(INSIDE)),
        named("SYN within the window of a half-open connection", answered)
            .crafted(Craft.syn(INSIDE)),
        Script.of("strangers at a listener")
            .kernel(Call.LISTEN)
            .crafted(Craft.ack(500, 700))
            .crafted(Craft.rst(500))
            .crafted(Craft.bare(500).withFin())
            .crafted(Craft.bare(500).withData(10))
            .crafted(Craft.syn(500).withAck(700))
            .crafted(Craft.syn(500).withRst())
            .connect(),
        Script.of("strangers where nobody listens")
            .crafted(Craft.ack(500, 700))
            .crafted(Craft.rst(500))
            .crafted(Craft.bare(500).withFin())
            .crafted(Craft.bare(500).withData(10)),
        Script.of("strangers while the kernel calls")
            .listen()
            .hold()
            .kernel(Call.CONNECT)
            .crafted(Craft.syn(500).withAck(INSIDE))
            .crafted(Craft.ack(500, -1))
            .crafted(Craft.rst(500))
            .crafted(Craft.rst(500).withAck(INSIDE))
            .crafted(Craft.ack(500, 0))
            .crafted(Craft.bare(500).withFin())
            .release(),
        Script.of("our SYN,ACK is lost")
            .listen()
            .hold()
            .kernel(Call.CONNECT)
            .lose()
            .kernelWaits()
            .retransmit()
            .kernelSends(10),
        Script.of("the kernel calls and is refused late")
            .listen()
            .hold()
            .kernel(Call.CONNECT)
            .crafted(Craft.rst(500).withAck(0))
            .kernel(Call.READ));
  }

  /** Segments that the kernel does not wait for, at a connection that stands. */
  static List<Script> strangers() {
    return List.of(
        Script.called("RST outside the window and within")
            .crafted(Craft.rst(OUTSIDE))
            .crafted(Craft.rst(-1))
            .crafted(Craft.rst(INSIDE))
            .send(10)
            .kernel(Call.READ)
            .crafted(Craft.rst(0))
            .kernel(Call.READ),
        Script.called("SYN in a connection")
            .crafted(Craft.syn(INSIDE))
            .crafted(Craft.syn(0))
            .crafted(Craft.syn(-INSIDE))
            .crafted(Craft.syn(OUTSIDE))
            .crafted(Craft.syn(0).withAck(0))
            .send(10),
        Script.called("ACK of what was never sent").crafted(Craft.ack(0, INSIDE)).send(10),
        Script.called("ACK of what is long past")
            .kernelSends(10)
            .crafted(Craft.ack(0, -5))
            .crafted(Craft.ack(0, -OUTSIDE))
            .send(10),
        Script.called("ACK of what was before the connection").crafted(Craft.ack(0, -10)).send(10),
        Script.called("data that is old, early or not acknowledging")
            .send(20)
            .crafted(Craft.data(-20, 20))
            .crafted(Craft.data(-10, 10))
            .crafted(Craft.data(OUTSIDE, 10))
            .crafted(Craft.data(INSIDE, 10))
            .crafted(Craft.bare(0).withData(10))
            .kernel(Call.READ)
            .send(5),
        Script.called("data that is old in part")
            .send(20)
            .hold()
            .crafted(Craft.data(-10, 20))
            .kernel(Call.READ));
  }

  /** The same beginning under another name. */
  static Script named(String name, Script begin) {
    return new Script(name, begin.steps());
  }
}
