package lab.net.tcp.congestion;

import java.util.ArrayList;
import java.util.List;
import lab.input.BadInput;

/**
 * A sender under rules: a {@link Sender} and an event give a reaction, and nothing else does. No
 * clock runs here; every event says when it happens.
 *
 * @param rules what the sender does
 */
public record Congestion(Rules rules) {

  /**
   * A sender that has sent nothing.
   *
   * @param handshakeMicros the round trip that the handshake measured; 0 for none
   */
  public Sender start(long handshakeMicros) {
    return Flow.start(rules, handshakeMicros).freeze();
  }

  /**
   * What happens.
   *
   * @throws BadInput if an acknowledgement is for segments that were not sent, if less than one
   *     segment is given, or if a timer ends early
   */
  public Reaction on(Sender sender, Event event) {
    Flow flow = Flow.of(rules, sender);
    long now = event.atMicros();
    switch (event) {
      case Event.Supplied e -> flow.supply(e.segments(), now);
      case Event.Acked e -> flow.acknowledged(e.ack(), now);
      case Event.TimerEnded e -> {
        if (sender.timer().next() > now) {
          throw new BadInput("no timer ends at " + now + " us");
        }
        flow.timerEnded(now);
      }
    }
    List<Long> sent = new ArrayList<>();
    for (long seq = flow.next(now); seq >= 0; seq = flow.next(now)) {
      sent.add(seq);
    }
    return new Reaction(flow.freeze(), sent);
  }
}
