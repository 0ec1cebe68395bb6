package lab.net.tcp;

import java.util.ArrayList;
import java.util.List;
import lab.input.BadInput;

/**
 * How one end of a connection behaves: a connection and an event give a reaction, and nothing else
 * does (RFC 9293, 3.10; RFC 5961). No clock runs here: that a timer ended is an event, and {@link
 * #timers} says which may run.
 *
 * @param space the sequence numbers
 * @param window octets that a host takes before its user reads: the largest RCV.WND; at most a
 *     quarter of the space, so that old and new stay apart
 * @param mss most octets of data in a segment
 * @param reading whether the user always has a RECEIVE waiting (3.10.3), so that nothing lies
 *     unread
 * @param issStep how much larger the initial sequence number of a listener's next connection is
 *     than that of the last (3.4.1 and RFC 6528 let a clock do it)
 */
public record Tcp(
    SequenceSpace space,
    long window,
    long mss,
    boolean reading,
    long issStep,
    Stack stack,
    Fault fault) {

  /** As on the wire, without window scale: the window is at most 65,535 octets. */
  public static final Tcp REAL =
      new Tcp(SequenceSpace.REAL, 65_535, 1460, false, 64_000, Stack.RFC_9293, Fault.NONE);

  /**
   * Checks the numbers.
   *
   * @throws BadInput if one is out of range
   */
  public Tcp {
    if (window < 1 || window > space.modulus() / 4) {
      throw new BadInput(
          "the window is 1.."
              + space.modulus() / 4
              + ", a quarter of the space (got "
              + window
              + ")");
    }
    if (mss < 1) {
      throw new BadInput("a segment carries at least 1 octet (got mss " + mss + ")");
    }
    if (!space.has(issStep)) {
      throw new BadInput(
          "the step of initial sequence numbers is 0.."
              + (space.modulus() - 1)
              + " (got "
              + issStep
              + ")");
    }
  }

  public Tcp with(Fault other) {
    return new Tcp(space, window, mss, reading, issStep, stack, other);
  }

  public Tcp with(Stack other) {
    return new Tcp(space, window, mss, reading, issStep, other, fault);
  }

  /**
   * What happens.
   *
   * @throws BadInput if a number of the event is none of this sequence space
   */
  public Reaction on(Connection connection, Event event) {
    Draft draft = new Draft(this, connection);
    switch (event) {
      case Event.Arrives e -> Arrivals.arrive(draft, checked(e.segment()));
      case Event.ActiveOpen e -> Calls.activeOpen(draft, number("ISS", e.iss()));
      case Event.PassiveOpen e -> Calls.passiveOpen(draft, number("ISS", e.iss()));
      case Event.Send e -> Calls.send(draft, octets(e.octets()));
      case Event.Receive e -> Calls.receive(draft);
      case Event.Close e -> Calls.close(draft);
      case Event.Abort e -> Calls.abort(draft);
      case Event.RetransmissionTimeout e -> Timers.retransmit(draft);
      case Event.TimeWaitTimeout e -> Timers.timeWait(draft);
      case Event.UserTimeout e -> Timers.user(draft);
    }
    return draft.reaction();
  }

  /** The timers that run in this connection, each as the event of its end. */
  public List<Event> timers(Connection connection) {
    List<Event> timers = new ArrayList<>();
    if (Timers.retransmits(this, connection)) {
      timers.add(new Event.RetransmissionTimeout());
    }
    if (connection.is(State.TIME_WAIT)) {
      timers.add(new Event.TimeWaitTimeout());
    }
    if (Timers.userWaits(connection)) {
      timers.add(new Event.UserTimeout());
    }
    return timers;
  }

  /** Whether something waits to be sent again, or a shut window to be probed. */
  public boolean retransmits(Connection connection) {
    return Timers.retransmits(this, connection);
  }

  /** RCV.WND: what the user has not read takes room. */
  public long receiveWindow(Connection connection) {
    return Math.max(0, window - connection.rcv().unread());
  }

  /** The initial sequence number after that one. */
  public long issAfter(long iss) {
    return fault == Fault.ISN_REUSE ? iss : space.add(iss, issStep);
  }

  private Segment checked(Segment segment) {
    number("SEQ", segment.seq());
    number("ACK", segment.ack());
    if (segment.length() > space.modulus() / 2 || segment.window() > space.modulus() / 4) {
      throw new BadInput(
          "a segment is at most half the space long, its window a quarter (got "
              + segment.text()
              + " with window "
              + segment.window()
              + ")");
    }
    return segment;
  }

  private long number(String what, long number) {
    if (!space.has(number)) {
      throw new BadInput(
          what + " is a number in 0.." + (space.modulus() - 1) + " (got " + number + ")");
    }
    return number;
  }

  private static long octets(long octets) {
    if (octets < 1) {
      throw new BadInput("a user sends at least 1 octet (got " + octets + ")");
    }
    return octets;
  }
}
