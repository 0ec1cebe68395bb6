package lab.bench.net.handshake.tun;

import static lab.bench.net.handshake.tun.Scripts.INSIDE;
import static lab.bench.net.handshake.tun.Scripts.OUTSIDE;
import static lab.bench.net.handshake.tun.Scripts.named;

import java.util.ArrayList;
import java.util.List;

/** The scenarios of connections that end. */
final class CloseScripts {
  private CloseScripts() {}

  static List<Script> all() {
    List<Script> all = new ArrayList<>();
    Script closing = Script.called("").hold().close().kernel(Call.SHUT_DOWN).release();
    all.add(named("simultaneous close", closing).release());
    all.add(Script.called("the kernel closes with unread data").send(10).kernel(Call.CLOSE));
    all.add(Script.called("the kernel gives up").send(10).kernel(Call.ABORT));
    all.add(Script.called("data after the kernel has closed").kernel(Call.CLOSE).send(10));
    all.add(
        Script.called("data after the kernel has shut down")
            .kernel(Call.SHUT_DOWN)
            .send(10)
            .kernel(Call.READ)
            .close());
    all.add(
        Script.called("the kernel's FIN is lost")
            .hold()
            .kernel(Call.SHUT_DOWN)
            .lose()
            .kernelWaits()
            .close());
    Script waiting = Script.called("").kernel(Call.SHUT_DOWN).close();
    all.add(
        named("strangers in TIME-WAIT", waiting)
            .crafted(Craft.ack(-1, 0).withFin())
            .crafted(Craft.data(-INSIDE, 10))
            .crafted(Craft.rst(OUTSIDE))
            .crafted(Craft.syn(-INSIDE))
            .crafted(Craft.ack(0, 0))
            .crafted(Craft.rst(0)));
    all.add(named("RST within the window in TIME-WAIT", waiting).crafted(Craft.rst(INSIDE)));
    Script orphan = Script.called("").kernel(Call.CLOSE);
    all.add(
        named("strangers after the kernel has closed", orphan)
            .crafted(Craft.ack(0, INSIDE))
            .crafted(Craft.rst(OUTSIDE))
            .crafted(Craft.data(OUTSIDE, 10))
            .crafted(Craft.bare(0).withData(10))
            .crafted(Craft.syn(-INSIDE))
            .close());
    all.add(named("RST within the window after close", orphan).crafted(Craft.rst(INSIDE)));
    all.add(named("SYN within the window after close", orphan).crafted(Craft.syn(INSIDE)));
    all.add(named("data beyond a gap after close", orphan).crafted(Craft.data(INSIDE, 10)));
    all.add(
        named("ACK of the future in TIME-WAIT", waiting)
            .crafted(Craft.ack(0, INSIDE))
            .crafted(Craft.ack(INSIDE, 0))
            .crafted(Craft.data(0, 10)));
    for (Ending ending : endings()) {
      String in = " in " + ending.word();
      all.add(
          named("strangers" + in, ending.script())
              .crafted(Craft.rst(OUTSIDE))
              .crafted(Craft.syn(INSIDE))
              .crafted(Craft.ack(0, INSIDE))
              .crafted(Craft.data(INSIDE, 10))
              .crafted(Craft.bare(OUTSIDE))
              .crafted(Craft.rst(INSIDE))
              .crafted(Craft.rst(0)));
      all.add(named("RST before the window" + in, ending.script()).crafted(Craft.rst(-1)));
    }
    return all;
  }

  /** A state of a connection that ends, and how the kernel gets there. */
  private record Ending(String word, Script script) {}

  private static List<Ending> endings() {
    return List.of(
        new Ending("FIN-WAIT-1", Script.called("").hold().kernel(Call.SHUT_DOWN)),
        new Ending("FIN-WAIT-2", Script.called("").kernel(Call.SHUT_DOWN)),
        new Ending("CLOSE-WAIT", Script.called("").close()),
        new Ending("CLOSING", Script.called("").hold().close().kernel(Call.SHUT_DOWN).release()),
        new Ending("LAST-ACK", Script.called("").close().hold().kernel(Call.SHUT_DOWN)));
  }
}
