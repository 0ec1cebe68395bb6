package lab.experiments.net.encapsulation;

import java.util.List;
import lab.explore.Action;
import lab.explore.Claim;
import lab.explore.Machine;
import lab.explore.Refusal;
import lab.net.frame.Checksum;
import lab.net.frame.Finding;
import lab.net.frame.Header;
import lab.net.frame.Ipv4;
import lab.net.frame.Ipv6;
import lab.net.frame.Layer;
import lab.net.frame.Peeled;
import lab.net.frame.Tcp;
import lab.net.frame.Udp;

/** A captured packet that is peeled layer by layer, as far as it goes. The state: how far. */
final class FrameMachine implements Machine<FrameMachine.State> {
  static final String RIGHT = "nothing-wrong";
  static final String PEELED = "all-peeled";
  private static final Action PEEL = Action.of("receiver", "peel");

  private final Peeled peeled;

  FrameMachine(Peeled peeled) {
    this.peeled = peeled;
  }

  /**
   * @param layers that are peeled
   * @param refused whether the next one has been tried in vain
   */
  record State(int layers, boolean refused) {}

  @Override
  public State start() {
    return new State(0, false);
  }

  @Override
  public void steps(State s, Steps<State> out) {
    if (s.layers < peeled.layers().size()) {
      Layer layer = peeled.layers().get(s.layers);
      out.step(PEEL, new State(s.layers + 1, false), () -> told(layer, s.layers + 1));
    } else if (peeled.refusal().isPresent() && !s.refused) {
      out.step(PEEL, new State(s.layers, true), this::refusal);
    }
  }

  @Override
  public List<Refusal> refusals(State s) {
    if (s.refused) {
      return List.of(new Refusal(PEEL, "what follows cannot be read"));
    }
    return all(s)
        ? List.of(
            new Refusal(
                PEEL,
                Receiver.fragment(peeled.packet())
                    ? "what is left is a fragment, which only the receiver puts together"
                    : "what is left is payload: no header of it is known here"))
        : List.of();
  }

  /** Whether nothing is left to peel, and nothing that cannot be read. */
  private boolean all(State s) {
    return s.layers == peeled.layers().size() && peeled.refusal().isEmpty();
  }

  private String told(Layer layer, int peeledNow) {
    int size = layer.header().size();
    StringBuilder told = new StringBuilder(layer.header().name());
    told.append(" is bytes ").append(layer.offset()).append("..");
    told.append(layer.offset() + size - 1);
    for (Finding finding : layer.findings()) {
      told.append("; wrong: ").append(finding.text());
    }
    if (leftToTheCard(layer.header())) {
      told.append(", which is the pseudo-header's sum: the rest was left to the sender's card");
    }
    if (peeledNow == peeled.layers().size() && peeled.refusal().isEmpty()) {
      int payload = peeled.packet().payload().length();
      String what = Receiver.fragment(peeled.packet()) ? " of a fragment" : " of payload";
      told.append(payload == 0 ? "; no payload" : "; " + Count.of(payload, "byte") + what);
      told.append(payload > 1 ? " are left" : " is left");
    }
    return told.append('.').toString();
  }

  /** A capture on the sender sees a checksum before the card has made it. */
  private boolean leftToTheCard(Header transport) {
    List<Header> headers = peeled.packet().headers();
    int length = peeled.packet().payload().length() + transport.size();
    Header ip = headers.size() < 2 ? transport : headers.get(headers.size() - 2);
    int protocol = transport instanceof Tcp ? Sender.TCP : Sender.UDP;
    boolean known = transport instanceof Tcp || transport instanceof Udp;
    return known
        && switch (ip) {
          case Ipv4 v4 ->
              Sender.checksum(transport)
                  == Checksum.pseudo(v4.source(), v4.destination(), protocol, length);
          case Ipv6 v6 ->
              Sender.checksum(transport)
                  == Checksum.pseudo(v6.source(), v6.destination(), protocol, length);
          default -> false;
        };
  }

  private String refusal() {
    return "It cannot be read any further. " + peeled.refusal().orElseThrow() + ".";
  }

  @Override
  public List<Claim<State>> claims() {
    return List.of(
        new Claim.Never<>(
            RIGHT,
            "Nothing is wrong with what was peeled: lengths, checksums, FCS.",
            s -> s.refused || wrong(s.layers)),
        new Claim.Sometimes<>(
            PEELED,
            "Every header that can be read from this packet alone is peeled, and nothing is left"
                + " that cannot be read.",
            this::all));
  }

  private boolean wrong(int layers) {
    return peeled.layers().subList(0, layers).stream().anyMatch(l -> !l.findings().isEmpty());
  }
}
