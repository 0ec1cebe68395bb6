package lab.bench.concurrent.ring;

import java.util.function.Predicate;
import java.util.function.Supplier;

/** One window's work for both threads: the same {@link #MESSAGES} go in and come out, checked. */
interface Traffic {
  int MESSAGES = 100_000;

  /** The producer's share; returns when the last message is in. */
  void send();

  /** The consumer's share; returns when the last message is out. */
  void receive();

  /** References, one at a time. Both sides wait by {@code onSpinWait}, once per refusal. */
  static Traffic ofReferences(Predicate<Object> offer, Supplier<Object> poll) {
    Object[] tokens = Tokens.ALL;
    return new Traffic() {
      @Override
      public void send() {
        for (int i = 0; i < MESSAGES; i++) {
          Object token = tokens[i & Tokens.MASK];
          while (!offer.test(token)) {
            Thread.onSpinWait();
          }
        }
      }

      @Override
      public void receive() {
        for (int i = 0; i < MESSAGES; i++) {
          Object got = poll.get();
          while (got == null) {
            Thread.onSpinWait();
            got = poll.get();
          }
          if (!Tokens.isSent(got, i)) {
            throw wrong(i);
          }
        }
      }
    };
  }

  static IllegalStateException wrong(long index) {
    return new IllegalStateException("message " + index + " is not the one that was sent");
  }
}
