package lab.bench.concurrent.soak;

import lab.concurrent.ring.SlippingConsumer;
import lab.concurrent.ring.SpscLongRing;
import lab.concurrent.ring.SpscRecordRing;
import lab.concurrent.ring.SpscRing;

/** The shipped rings, by the name of the way in which they are used. */
final class Carriers {
  private static final int CAPACITY = 1024;
  private static final int BATCH = 64;

  /**
   * @throws IllegalArgumentException if there is no such kind
   */
  static Carrier of(String kind) {
    return switch (kind) {
      case "element" -> {
        SpscRing<Message> ring = new SpscRing<>(CAPACITY);
        yield new Objects(ring, ring::poll);
      }
      case "slip" -> {
        SpscRing<Message> ring = new SpscRing<>(CAPACITY);
        yield new Objects(ring, new SlippingConsumer<>(ring, CAPACITY / 16, 100)::poll);
      }
      case "bulk" -> new Bulk();
      case "long" -> new Longs();
      case "long-bulk" -> new BulkLongs();
      case "record" -> new Records();
      default ->
          throw new IllegalArgumentException(
              "soak is one of element, slip, bulk, long, long-bulk, record: soak=" + kind);
    };
  }

  /**
   * What travels as an object, a new one each time. Its fields are plain and not final, so that the
   * ring alone publishes them.
   */
  static final class Message {
    private long number;
    private long complement;

    static Message of(long number) {
      Message message = new Message();
      message.number = number;
      message.complement = ~number;
      return message;
    }

    void book(Ledger ledger) {
      long value = number;
      if (complement == ~value) {
        ledger.take(value);
      } else {
        ledger.alteredOne();
      }
    }
  }

  /** Where the consumer gets its messages from. */
  private interface Source {
    Message poll();
  }

  private static final class Objects implements Carrier {
    private final SpscRing<Message> ring;
    private final Source source;

    Objects(SpscRing<Message> ring, Source source) {
      this.ring = ring;
      this.source = source;
    }

    @Override
    public int send(long next, int most) {
      int sent = 0;
      while (sent < most && ring.offer(Message.of(next + sent))) {
        sent++;
      }
      return sent;
    }

    @Override
    public int receive(Ledger ledger, int most) {
      int got = 0;
      for (Message message; got < most && (message = source.poll()) != null; got++) {
        message.book(ledger);
      }
      return got;
    }
  }

  private static final class Bulk implements Carrier {
    private final SpscRing<Message> ring = new SpscRing<>(CAPACITY);
    private final Message[] in = new Message[BATCH];
    private final Message[] out = new Message[BATCH];

    @Override
    public int send(long next, int most) {
      int length = Math.min(most, BATCH);
      for (int i = 0; i < length; i++) {
        in[i] = Message.of(next + i);
      }
      return ring.fill(in, 0, length);
    }

    @Override
    public int receive(Ledger ledger, int most) {
      int got = ring.drain(out, 0, Math.min(most, BATCH));
      for (int i = 0; i < got; i++) {
        out[i].book(ledger);
      }
      return got;
    }
  }

  private static final class Longs implements Carrier {
    private final SpscLongRing ring = new SpscLongRing(CAPACITY);

    @Override
    public int send(long next, int most) {
      int sent = 0;
      while (sent < most && ring.offer(next + sent)) {
        sent++;
      }
      return sent;
    }

    @Override
    public int receive(Ledger ledger, int most) {
      int got = 0;
      for (long value; got < most && (value = ring.poll(-1)) != -1; got++) {
        ledger.take(value);
      }
      return got;
    }
  }

  private static final class BulkLongs implements Carrier {
    private final SpscLongRing ring = new SpscLongRing(CAPACITY);
    private final long[] in = new long[BATCH];
    private final long[] out = new long[BATCH];

    @Override
    public int send(long next, int most) {
      int length = Math.min(most, BATCH);
      for (int i = 0; i < length; i++) {
        in[i] = next + i;
      }
      return ring.fill(in, 0, length);
    }

    @Override
    public int receive(Ledger ledger, int most) {
      int got = ring.drain(out, 0, Math.min(most, BATCH));
      for (int i = 0; i < got; i++) {
        ledger.take(out[i]);
      }
      return got;
    }
  }

  private static final class Records implements Carrier {
    private final SpscRecordRing ring = new SpscRecordRing(CAPACITY, 4);

    @Override
    public int send(long next, int most) {
      int n = ring.claim(Math.min(most, BATCH));
      long[] words = ring.words();
      for (int i = 0; i < n; i++) {
        int at = ring.claimed(i);
        words[at] = next + i;
        words[at + 1] = ~(next + i);
        words[at + 2] = 3 * (next + i);
        words[at + 3] = next + i;
      }
      ring.commit(n);
      return n;
    }

    @Override
    public int receive(Ledger ledger, int most) {
      int n = ring.available(Math.min(most, BATCH));
      long[] words = ring.words();
      for (int i = 0; i < n; i++) {
        int at = ring.front(i);
        long number = words[at];
        if (words[at + 1] == ~number && words[at + 2] == 3 * number && words[at + 3] == number) {
          ledger.take(number);
        } else {
          ledger.alteredOne();
        }
      }
      ring.release(n);
      return n;
    }
  }

  private Carriers() {}
}
