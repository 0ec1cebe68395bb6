package lab.bench.net.handshake;

import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import lab.bench.harness.LiveAnswers;
import lab.host.LinuxSocket;
import lab.host.SocketFilter;
import lab.host.TcpTable;
import lab.net.tcp.Rule;

/**
 * Leads connections of this machine's kernel and of {@code lab.net.tcp} through the same calls and
 * losses, and compares the states of both after each: those of {@code /proc/net/tcp}, on 127.0.0.1.
 * A filter on our own socket loses what would end a state too soon to be seen.
 *
 * <p>Linux keeps a half-open connection and one in TIME-WAIT apart from any socket, so TCP_INFO
 * says LISTEN and CLOSED of them; where it says something else than the table is told.
 */
public final class KernelStates {
  static final String AS_SPECIFIED = "as-specified";
  static final String OTHER_STATE = "other-state";

  private final LiveAnswers answers;
  private final Set<Rule> rules = EnumSet.noneOf(Rule.class);
  private final Set<String> asked = new TreeSet<>();
  private long right;
  private long wrong;

  KernelStates(LiveAnswers answers) {
    this.answers = answers;
  }

  public static void main(String[] args) throws IOException, InterruptedException {
    LiveAnswers answers = LiveAnswers.start();
    if (LinuxSocket.missing().isPresent()) {
      answers.unavailable(LinuxSocket.missing().get());
    } else if (!TcpTable.ofThisMachine().exists()) {
      answers.unavailable("the system shows no /proc/net/tcp");
    } else if (SocketFilter.refusal().isPresent()) {
      answers.unavailable(SocketFilter.refusal().get());
    } else {
      new KernelStates(answers).run(LiveAnswers.millis(args, 2_000));
    }
    System.exit(0);
  }

  /** Whole rounds, at least one, as long as another one fits. */
  void run(long millis) throws IOException, InterruptedException {
    long begun = System.nanoTime();
    ConnectTimes.score(answers, Math.min(1_000, millis / 5));
    boolean first = true;
    long longest = 0;
    do {
      long start = System.nanoTime();
      round(first);
      longest = Math.max(longest, System.nanoTime() - start);
      first = false;
    } while (System.nanoTime() - begun + longest < TimeUnit.MILLISECONDS.toNanos(millis));
    List<Rule> missing = arrows();
    int drawn = missing.size();
    missing.removeAll(rules);
    answers.value("arrows of figure 5", drawn - missing.size() + " of " + drawn);
    answers.value(
        "arrows not followed", String.join(", ", missing.stream().map(Rule::text).toList()));
    answers.value("TCP_INFO says otherwise", String.join(", ", asked));
  }

  /** All scenarios at once: they mostly wait for something to be sent again. */
  private void round(boolean first) throws IOException, InterruptedException {
    try (ExecutorService each =
        Executors.newThreadPerTaskExecutor(Thread.ofPlatform().daemon().factory())) {
      List<Future<Twins>> played = new ArrayList<>();
      for (Scenarios.Scenario scenario : Scenarios.ALL) {
        played.add(each.submit(() -> play(scenario)));
      }
      for (int i = 0; i < played.size(); i++) {
        Twins twins = result(played.get(i));
        tell(Scenarios.ALL.get(i), twins, first);
      }
    }
    answers.outcome(AS_SPECIFIED, right);
    answers.outcome(OTHER_STATE, wrong);
  }

  private static Twins result(Future<Twins> played) throws IOException, InterruptedException {
    try {
      return played.get();
    } catch (ExecutionException e) {
      throw new IOException(e.getCause().getMessage(), e.getCause());
    }
  }

  /** Plays it to the end; what was seen stays readable. */
  static Twins play(Scenarios.Scenario scenario) throws IOException {
    try (Twins twins = new Twins(scenario.ends())) {
      scenario.script().play(twins);
      return twins;
    }
  }

  private void tell(Scenarios.Scenario scenario, Twins twins, boolean first) {
    right += twins.right();
    for (String difference : twins.differences()) {
      if (wrong++ == 0) {
        answers.value("first difference", scenario.name() + ", " + difference);
      }
    }
    rules.addAll(twins.rules());
    asked.addAll(twins.asked());
    if (!first) {
      return;
    }
    if (twins.ends() == 1) {
      answers.value(scenario.name(), Paths.words(twins.seen(0)));
    } else {
      answers.value(scenario.name() + ", client", Paths.words(twins.seen(Twins.CLIENT)));
      answers.value(scenario.name() + ", server", Paths.words(twins.seen(Twins.SERVER)));
    }
    twins
        .timeWaitMillis()
        .ifPresent(left ->
            answers.value(scenario.name() + ", TIME-WAIT", Math.ceilDiv(left, 1_000) + " s"));
  }

  private static List<Rule> arrows() {
    List<Rule> arrows = new ArrayList<>(EnumSet.allOf(Rule.class));
    arrows.removeIf(rule -> rule.kind() != Rule.Kind.FIGURE_5);
    return arrows;
  }
}
