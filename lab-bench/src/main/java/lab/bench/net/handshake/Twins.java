package lab.bench.net.handshake;

import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import lab.host.TcpTable;
import lab.net.tcp.Event;
import lab.net.tcp.Rule;
import lab.net.tcp.Stack;
import lab.net.tcp.State;
import lab.net.tcp.Tcp;

/**
 * The same calls and losses for the kernel and for the model, one after the other. After each the
 * kernel has to come to where the model is, by states that the model passes too, and to stay there.
 */
final class Twins implements AutoCloseable {
  static final int CLIENT = 0;
  static final int SERVER = 1;

  /** What is lost is sent again after 0.2 to 1 s, on a busy machine later. */
  private static final long PATIENCE_MILLIS = 10_000;

  private static final long STAYS_NANOS = TimeUnit.MILLISECONDS.toNanos(20);
  private static final long NAP_NANOS = TimeUnit.MILLISECONDS.toNanos(1);
  private static final long CLIENT_ISS = 1_000;
  private static final long SERVER_ISS = 5_000;

  private final KernelEnds kernel;
  private final ModelEnds model;
  private final long patienceNanos;
  private final List<List<State>> seen = new ArrayList<>();
  private final List<String> differences = new ArrayList<>();
  private final Set<String> asked = new TreeSet<>();
  private OptionalLong timeWaitMillis = OptionalLong.empty();
  private long right;

  /**
   * @param ends two, or one that connects to itself
   */
  Twins(int ends) throws IOException {
    this(ends, Tcp.REAL.with(Stack.LINUX_SHUT_DOWN), PATIENCE_MILLIS);
  }

  /** With another model, and less patience with the kernel. */
  Twins(int ends, Tcp tcp, long patienceMillis) throws IOException {
    kernel = new KernelEnds(ends);
    model = new ModelEnds(ends, tcp);
    patienceNanos = TimeUnit.MILLISECONDS.toNanos(patienceMillis);
    for (int i = 0; i < ends; i++) {
      seen.add(new ArrayList<>(List.of(State.CLOSED)));
    }
  }

  /** Something the kernel does. */
  private interface Doing {
    void run() throws IOException;
  }

  void listen(int backlog) throws IOException {
    step(
        "server.listen",
        () -> kernel.listen(backlog),
        () -> model.on(SERVER, new Event.PassiveOpen(SERVER_ISS)));
  }

  void connect() throws IOException {
    step(
        "client.connect",
        kernel::connect,
        () -> model.on(CLIENT, new Event.ActiveOpen(CLIENT_ISS)));
  }

  void listenNoMore() throws IOException {
    step("server.close", kernel::listenNoMore, () -> model.on(SERVER, new Event.Close()));
  }

  /** A connection that stands, and whose listener has gone. */
  void established() throws IOException {
    listen(1);
    connect();
    kernel.accept();
  }

  void gate(int end, Gate gate) throws IOException {
    step(
        "network." + gate.name().toLowerCase(Locale.ROOT),
        () -> kernel.gate(end, gate),
        () -> model.gate(end, gate));
  }

  /**
   * The same where an end connects to itself: Linux sends no segment again of which a copy waits in
   * this machine, here for its reader.
   */
  void gateWhileACopyWaits(int end, Gate gate) throws IOException {
    step(
        "network." + gate.name().toLowerCase(Locale.ROOT),
        () -> kernel.gate(end, gate),
        () -> {
          model.gate(end, gate);
          model.sendAgainOnce();
        });
  }

  /** A listener whose queue is full loses what would open another connection. */
  void queueFull() throws IOException {
    step("server.full", kernel::fill, () -> model.gate(SERVER, Gate.SHUT));
  }

  void queueEmpty() throws IOException {
    step("server.accept", kernel::empty, () -> model.gate(SERVER, Gate.OPEN));
  }

  /** The user has no more to send. */
  void close(int end) throws IOException {
    step(name(end) + ".close", () -> kernel.shutdown(end), () -> model.on(end, new Event.Close()));
  }

  /** The user of a socket gives it up with what lies in it unread. */
  void drop(int end) throws IOException {
    step(name(end) + ".drop", () -> kernel.close(end), () -> model.drop(end));
  }

  void abort(int end) throws IOException {
    step(name(end) + ".abort", () -> kernel.abort(end), () -> model.on(end, new Event.Abort()));
  }

  void send(int end) throws IOException {
    step(name(end) + ".send", () -> kernel.send(end, 1), () -> model.on(end, new Event.Send(1)));
  }

  /** The user takes so many bytes; 0 for seeing that nothing more will come. */
  void receive(int end, int bytes) throws IOException {
    step(
        name(end) + ".receive",
        () -> kernel.receive(end, bytes),
        () -> model.on(end, new Event.Receive()));
  }

  private static String name(int end) {
    return end == CLIENT ? "client" : "server";
  }

  private void step(String what, Doing kernelDoes, Runnable modelDoes) throws IOException {
    model.begin();
    modelDoes.run();
    model.settle();
    kernelDoes.run();
    List<List<State>> now = watch();
    for (int end = 0; end < model.count(); end++) {
      judge(what, end, now.get(end));
      Paths.append(seen.get(end), now.get(end));
      ask(end);
    }
  }

  /** What each end goes through until it is where the model is, and a little longer. */
  private List<List<State>> watch() {
    List<List<State>> now = new ArrayList<>();
    for (List<State> before : seen) {
      now.add(new ArrayList<>(List.of(before.getLast())));
    }
    long begun = System.nanoTime();
    long arrived = 0;
    while (true) {
      boolean all = true;
      for (int end = 0; end < model.count(); end++) {
        State state = kernel.state(end);
        Paths.append(now.get(end), List.of(state));
        all &= state == model.state(end);
      }
      long time = System.nanoTime();
      arrived = !all ? 0 : arrived == 0 ? time : arrived;
      if ((all && time - arrived > STAYS_NANOS) || time - begun > patienceNanos) {
        return now;
      }
      LockSupport.parkNanos(NAP_NANOS);
    }
  }

  private void judge(String what, int end, List<State> now) {
    List<State> allowed = model.path(end);
    if (now.getLast() != allowed.getLast() || !Paths.within(now, allowed)) {
      differences.add(
          what
              + ": the "
              + name(end)
              + " went "
              + Paths.words(now)
              + ", the model "
              + Paths.words(allowed));
      return;
    }
    Optional<Integer> error = kernel.error(end);
    int expected = model.told(end).stream().mapToInt(KernelEnds::errorOf).max().orElse(0);
    if (error.isPresent() && error.get() != expected) {
      differences.add(
          what
              + ": the "
              + name(end)
              + " got error "
              + error.get()
              + ", the model says "
              + expected);
      return;
    }
    right++;
  }

  /** Where TCP_INFO knows it otherwise than the table. */
  private void ask(int end) {
    State shown = kernel.state(end);
    Optional<State> told = kernel.told(end);
    if (told.isPresent() && told.get() != shown) {
      String whose = kernel.hasSocket(end) ? "socket" : "listener";
      asked.add(shown.word() + ": its " + whose + " says " + told.get().word());
    }
    if (shown == State.TIME_WAIT && timeWaitMillis.isEmpty()) {
      timeWaitMillis = kernel.row(end).stream().mapToLong(TcpTable.Row::timerMillis).findFirst();
    }
  }

  /** Everything that an end was seen in, in order. */
  List<State> seen(int end) {
    return List.copyOf(seen.get(end));
  }

  int ends() {
    return model.count();
  }

  /** How many ends came, after a step, to where the model was. */
  long right() {
    return right;
  }

  /** What the kernel did otherwise. */
  List<String> differences() {
    return List.copyOf(differences);
  }

  /** Rules of the model that were followed on the way. */
  Set<Rule> rules() {
    return EnumSet.copyOf(model.rules());
  }

  /**
   * States in which TCP_INFO says something else, as in {@code TIME-WAIT: its socket says CLOSED}.
   */
  Set<String> asked() {
    return new TreeSet<>(asked);
  }

  /** What was left of TIME-WAIT when it was first seen; empty if it was not. */
  OptionalLong timeWaitMillis() {
    return timeWaitMillis;
  }

  @Override
  public void close() {
    kernel.close();
  }
}
