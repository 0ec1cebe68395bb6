package lab.bench.concurrent.soak;

import java.util.List;
import lab.bench.harness.LiveAnswers;

/**
 * One producer, one consumer, and every message accounted for: {@code --soak=element|slip|bulk|
 * long|long-bulk|record --messages=1000000000 --millis=N}.
 */
public final class SoakSpsc {
  private static final int ROUND = 1 << 22;

  private static final int ROUNDS_PER_ANSWER = 16;

  /** More than a slipping consumer's patience. */
  private static final int LOOKS = 10_000;

  private final LiveAnswers answers;
  private final Carrier carrier;
  private final Ledger ledger = new Ledger();
  private volatile boolean allIn;
  private long sent;
  private long checksum;

  private SoakSpsc(LiveAnswers answers, Carrier carrier) {
    this.answers = answers;
    this.carrier = carrier;
  }

  public static void main(String[] arguments) throws InterruptedException {
    run(
        arguments,
        LiveAnswers.start(),
        Carriers.of(LiveAnswers.setting(arguments, "soak", "element")));
    // The parent's watch would keep this JVM.
    System.exit(0);
  }

  static void run(String[] arguments, LiveAnswers answers, Carrier carrier)
      throws InterruptedException {
    long messages =
        Long.parseLong(LiveAnswers.setting(arguments, "messages", Long.toString(1_000_000_000)));
    new SoakSpsc(answers, carrier).run(arguments, messages);
  }

  private void run(String[] arguments, long messages) throws InterruptedException {
    try (Rounds rounds = new Rounds(arguments, 2)) {
      for (int round = 1; sent < messages && rounds.time(); round++) {
        int now = (int) Math.min(ROUND, messages - sent);
        allIn = false;
        rounds.run(List.of(() -> send(now), () -> receive(now)));
        if (round % ROUNDS_PER_ANSWER == 0) {
          counts();
        }
      }
      counts();
      answers.value("asked", messages);
      answers.value("reached", sent);
      answers.value("seconds", "%.1f".formatted(rounds.seconds()));
      answers.value(
          "checksum",
          "%016x sent, %016x received: %s"
              .formatted(
                  checksum,
                  ledger.checksum(),
                  checksum == ledger.checksum() ? "equal" : "different"));
      rounds.memory(answers);
    }
  }

  private void counts() {
    answers.outcome("in order", ledger.inOrder());
    answers.outcome("lost", ledger.lost(sent));
    answers.outcome("duplicated", ledger.duplicated());
    answers.outcome("reordered", ledger.reordered());
    answers.outcome("altered", ledger.altered());
  }

  private Void send(int count) throws InterruptedException {
    long sum = checksum;
    int refused = 0;
    for (int done = 0; done < count; ) {
      int now = carrier.send(sent + done, count - done);
      for (int i = 0; i < now; i++) {
        sum = Ledger.mix(sum, sent + done + i);
      }
      done += now;
      refused = now == 0 ? refused + 1 : 0;
      if (now == 0) {
        Rounds.pause(refused);
      }
    }
    checksum = sum;
    sent += count;
    allIn = true;
    return null;
  }

  /**
   * Goes on until the producer has finished and either everything has come, or so many looks in a
   * row found nothing that the rest must be lost.
   */
  private Void receive(int count) throws InterruptedException {
    int refused = 0;
    long done = 0;
    while (true) {
      boolean last = allIn;
      int now = carrier.receive(ledger, ROUND);
      done += now;
      if (now > 0) {
        refused = 0;
      } else if (last && (done >= count || refused > LOOKS)) {
        return null;
      } else {
        Rounds.pause(++refused);
      }
    }
  }
}
