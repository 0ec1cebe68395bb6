package lab.net.tcp.world;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import lab.input.BadInput;
import lab.net.tcp.Fault;
import lab.net.tcp.SynRetries;
import lab.net.tcp.Tcp;

/**
 * How a world begins and what may happen in it; {@link Scenarios} has ready ones.
 *
 * @param names what the two hosts are called, such as {@code client} and {@code server}
 * @param iss the first initial sequence number of each
 * @param scripts what their users call
 * @param beginning whether they are connected already, and what is in flight from before
 * @param left what the network and fate may do
 * @param crasher which host may crash
 * @param timing how long they wait
 */
public record Scenario(
    Tcp tcp,
    List<String> names,
    List<Long> iss,
    List<Script> scripts,
    Beginning beginning,
    World.Left left,
    int crasher,
    Timing timing) {
  private static final int MOST_CALLS = 12;

  /**
   * Checks the sizes.
   *
   * @throws BadInput if the sequence space is above 64, more is in flight than the network takes,
   *     or hosts are to be connected already that never could be
   */
  public Scenario {
    if (tcp.space().modulus() > 64) {
      throw new BadInput(
          "a world has at most 64 sequence numbers (got " + tcp.space().modulus() + ")");
    }
    for (Script script : scripts) {
      int calls = script.before().size() + script.calls().size() + script.afterCrash().size();
      if (calls > MOST_CALLS) {
        throw new BadInput("a user calls at most " + MOST_CALLS + " times (got " + calls + ")");
      }
    }
    if (!within(left.losses(), 15)
        || !within(left.duplicates(), 15)
        || !within(left.crashes(), 1)) {
      throw new BadInput(
          "losses and duplicates are 0..15, crashes 0..1 (got "
              + left.losses()
              + ", "
              + left.duplicates()
              + " and "
              + left.crashes()
              + ")");
    }
    if (beginning.connected() && tcp.fault() == Fault.ACK_IS_X) {
      throw new BadInput(
          "no world begins connected where a SYN of x is acknowledged as x: nobody ever connects");
    }
    if (!tcp.reading()) {
      throw new BadInput("the users of a world read at once (got reading false)");
    }
    for (Flight flight : beginning.old()) {
      if (flight.era() != 0 || !within(flight.to(), 1) || flight.segment().data() > MOST_CALLS) {
        throw new BadInput(
            "what is old goes to host 0 or 1, is of era 0 and has at most "
                + MOST_CALLS
                + " octets (got "
                + flight
                + ")");
      }
      if (!flight.segment().rst() && flight.segment().window() != tcp.window()) {
        throw new BadInput(
            "every segment of a world offers the window "
                + tcp.window()
                + " (got "
                + flight.segment().window()
                + ")");
      }
    }
    if (beginning.old().size() > TwoHosts.MOST_IN_FLIGHT) {
      throw new BadInput(
          "at most "
              + TwoHosts.MOST_IN_FLIGHT
              + " segments are in flight (got "
              + beginning.old().size()
              + " old ones)");
    }
    if (names.size() != 2 || iss.size() != 2 || scripts.size() != 2 || (crasher & ~1) != 0) {
      throw new BadInput(
          "a world has two hosts, 0 and 1 (got "
              + names.size()
              + " names, "
              + iss.size()
              + " numbers, "
              + scripts.size()
              + " scripts, crasher "
              + crasher
              + ")");
    }
    names = List.copyOf(names);
    iss = List.copyOf(iss);
    scripts = List.copyOf(scripts);
  }

  private static boolean within(int number, int most) {
    return number >= 0 && number <= most;
  }

  /** Whether the handshake is done when the world begins. */
  public boolean connected() {
    return beginning.connected();
  }

  /** The same with other first initial sequence numbers. */
  public Scenario withIss(List<Long> first) {
    return new Scenario(tcp, names, first, scripts, beginning, left, crasher, timing);
  }

  public Scenario with(Tcp other) {
    return new Scenario(other, names, iss, scripts, beginning, left, crasher, timing);
  }

  public Scenario with(Fault fault) {
    return with(tcp.with(fault));
  }

  private Scenario with(Beginning other) {
    return new Scenario(tcp, names, iss, scripts, other, left, crasher, timing);
  }

  private Scenario with(World.Left other) {
    return new Scenario(tcp, names, iss, scripts, beginning, other, crasher, timing);
  }

  private Scenario with(Timing other) {
    return new Scenario(tcp, names, iss, scripts, beginning, left, crasher, other);
  }

  /** These, and nothing else, are in flight from before. */
  public Scenario withOld(Flight... flights) {
    return with(new Beginning(beginning.connected(), List.of(flights)));
  }

  /** One more is in flight from before. */
  public Scenario andOld(Flight flight) {
    return with(new Beginning(beginning.connected(), Flights.plus(beginning.old(), flight)));
  }

  /** That host, 0 or 1, may crash once. */
  public Scenario withCrash(int host) {
    World.Left crashing = new World.Left(left.losses(), left.duplicates(), 1);
    return new Scenario(tcp, names, iss, scripts, beginning, crashing, host, timing);
  }

  public Scenario withNetwork(int losses, int duplicates) {
    return with(new World.Left(losses, duplicates, left.crashes()));
  }

  /** Who sent its SYN again so often gives up. */
  public Scenario withRetries(SynRetries retries) {
    return with(new Timing(Optional.of(retries), timing.outlasts()));
  }

  /** TIME-WAIT may end while something of the connection is still in flight. */
  public Scenario withShortTimeWait() {
    return with(new Timing(timing.retries(), false));
  }

  /** The backlog of that host, 0 or 1, is full until its user accepts somebody. */
  public Scenario withFullBacklog(int host) {
    List<Script> filled = new ArrayList<>(scripts);
    filled.set(host, scripts.get(host).first(Call.ACCEPT));
    return new Scenario(tcp, names, iss, filled, beginning, left, crasher, timing);
  }

  /** Whether a SYN that arrives there now is dropped. */
  boolean full(World world, int h) {
    List<Call> calls = scripts.get(h).now(world.host(h).crashed());
    return calls.indexOf(Call.ACCEPT) >= world.host(h).called();
  }
}
