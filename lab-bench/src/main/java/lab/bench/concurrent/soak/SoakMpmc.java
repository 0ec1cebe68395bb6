package lab.bench.concurrent.soak;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import lab.bench.harness.LiveAnswers;
import lab.concurrent.ring.MpmcRing;

/**
 * Producers and consumers around one ring, and every message accounted for: {@code
 * --soak=definite|relaxed --pairs=1|2 --messages=1000000000 --millis=N}.
 *
 * <p>Each producer numbers its messages, and each consumer keeps a bit for each of them and looks
 * whether those of one producer ascend, as they must in a FIFO queue. After a round the bits of all
 * consumers together must be all, and no two the same.
 */
public final class SoakMpmc {
  private static final int CAPACITY = 1024;

  /** Messages of a round, of all producers together. */
  private static final int ROUND = 1 << 22;

  private static final int ROUNDS_PER_ANSWER = 16;
  private static final int LOOKS = 2_000;

  /** How a message is put in and taken out; null: nothing there. */
  interface Queue {
    boolean offer(Message message);

    Message poll();
  }

  /**
   * A new one each time: what has been taken by a consumer that is held up must not change. Its
   * fields are plain and not final, so that the ring alone publishes them.
   */
  static final class Message {
    private int producer;
    private int number;
    private int complement;

    static Message of(int producer, int number) {
      Message message = new Message();
      message.producer = producer;
      message.number = number;
      message.complement = ~number;
      return message;
    }
  }

  private final LiveAnswers answers;
  private final Queue queue;
  private final int pairs;
  private final List<Consumer> consumers = new ArrayList<>();
  private final AtomicInteger producing = new AtomicInteger();
  private long sent;
  private long inOrder;
  private long lost;
  private long duplicated;
  private long reordered;
  private long altered;

  private SoakMpmc(LiveAnswers answers, Queue queue, int pairs) {
    this.answers = answers;
    this.queue = queue;
    this.pairs = pairs;
    for (int i = 0; i < pairs; i++) {
      consumers.add(new Consumer(pairs));
    }
  }

  public static void main(String[] arguments) throws InterruptedException {
    run(
        arguments,
        LiveAnswers.start(),
        queue(LiveAnswers.setting(arguments, "soak", "definite"), new MpmcRing<>(CAPACITY)));
    // The parent's watch would keep this JVM.
    System.exit(0);
  }

  static Queue queue(String kind, MpmcRing<Message> ring) {
    return switch (kind) {
      case "definite" ->
          new Queue() {
            @Override
            public boolean offer(Message message) {
              return ring.offer(message);
            }

            @Override
            public Message poll() {
              return ring.poll();
            }
          };
      case "relaxed" ->
          new Queue() {
            @Override
            public boolean offer(Message message) {
              return ring.relaxedOffer(message);
            }

            @Override
            public Message poll() {
              return ring.relaxedPoll();
            }
          };
      default ->
          throw new IllegalArgumentException("soak is one of definite, relaxed: soak=" + kind);
    };
  }

  static void run(String[] arguments, LiveAnswers answers, Queue queue)
      throws InterruptedException {
    int pairs = Integer.parseInt(LiveAnswers.setting(arguments, "pairs", "1"));
    long messages =
        Long.parseLong(LiveAnswers.setting(arguments, "messages", Long.toString(1_000_000_000)));
    new SoakMpmc(answers, queue, pairs).run(arguments, messages);
  }

  private void run(String[] arguments, long messages) throws InterruptedException {
    try (Rounds rounds = new Rounds(arguments, 2 * pairs)) {
      for (int round = 1; sent < messages && rounds.time(); round++) {
        int each = (int) Math.min(ROUND / pairs, (messages - sent + pairs - 1) / pairs);
        producing.set(pairs);
        List<Callable<Void>> tasks = new ArrayList<>();
        for (int i = 0; i < pairs; i++) {
          int producer = i;
          tasks.add(() -> send(producer, each));
          tasks.add(consumers.get(i)::receive);
        }
        rounds.run(tasks);
        sent += (long) each * pairs;
        settle(each);
        if (round % ROUNDS_PER_ANSWER == 0) {
          counts();
        }
      }
      counts();
      answers.value("asked", messages);
      answers.value("reached", sent);
      answers.value("seconds", "%.1f".formatted(rounds.seconds()));
      answers.value("checksum", "%d of %d numbers ticked off".formatted(sent - lost, sent));
      rounds.memory(answers);
    }
  }

  /** Books a round. */
  private void settle(int each) {
    for (int p = 0; p < pairs; p++) {
      BitSet all = new BitSet(each);
      for (Consumer consumer : consumers) {
        BitSet seen = consumer.seen[p];
        BitSet twice = (BitSet) all.clone();
        twice.and(seen);
        duplicated += twice.cardinality();
        all.or(seen);
      }
      lost += each - all.cardinality();
    }
    for (Consumer consumer : consumers) {
      inOrder += consumer.inOrder;
      duplicated += consumer.duplicated;
      reordered += consumer.reordered;
      altered += consumer.altered;
      consumer.clear();
    }
  }

  private void counts() {
    answers.outcome("in order", inOrder);
    answers.outcome("lost", lost);
    answers.outcome("duplicated", duplicated);
    answers.outcome("reordered", reordered);
    answers.outcome("altered", altered);
  }

  private Void send(int producer, int count) throws InterruptedException {
    for (int i = 0; i < count; i++) {
      Message message = Message.of(producer, i);
      for (int refused = 0; !queue.offer(message); ) {
        Rounds.pause(++refused);
      }
    }
    producing.decrementAndGet();
    return null;
  }

  private final class Consumer {
    private final BitSet[] seen;
    private final int[] newest;
    private long inOrder;
    private long duplicated;
    private long reordered;
    private long altered;

    Consumer(int producers) {
      seen = new BitSet[producers];
      Arrays.setAll(seen, i -> new BitSet(ROUND / producers));
      newest = new int[producers];
      clear();
    }

    void clear() {
      for (BitSet bits : seen) {
        bits.clear();
      }
      Arrays.fill(newest, -1);
      inOrder = 0;
      duplicated = 0;
      reordered = 0;
      altered = 0;
    }

    Void receive() throws InterruptedException {
      int refused = 0;
      while (true) {
        boolean last = producing.get() == 0;
        Message message = queue.poll();
        if (message != null) {
          book(message.producer, message.number, message.complement);
          refused = 0;
        } else if (last && refused > LOOKS) {
          return null;
        } else {
          Rounds.pause(++refused);
        }
      }
    }

    private void book(int producer, int number, int complement) {
      if (complement != ~number || producer < 0 || producer >= newest.length) {
        altered++;
      } else if (seen[producer].get(number)) {
        duplicated++;
      } else {
        seen[producer].set(number);
        if (number > newest[producer]) {
          newest[producer] = number;
          inOrder++;
        } else {
          reordered++;
        }
      }
    }
  }
}
