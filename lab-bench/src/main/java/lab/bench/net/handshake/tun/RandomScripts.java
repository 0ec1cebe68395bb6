package lab.bench.net.handshake.tun;

import java.util.List;
import java.util.SplittableRandom;

/**
 * Scenarios that nobody thought of: a connection in some state, and strangers' segments whose
 * numbers lie on both sides of every border. The same number gives the same one.
 */
final class RandomScripts {
  private static final int SEGMENTS = 4;
  private static final int OCTETS = 10;

  private static final List<Long> NUMBERS =
      List.of(0L, 0L, 0L, -1L, 1L, (long) -OCTETS, (long) Scripts.INSIDE, (long) Scripts.OUTSIDE);

  private static final List<Script> BEGINNINGS =
      List.of(
          Script.of(""),
          Script.of("").kernel(Call.LISTEN),
          Script.of("").listen().hold().kernel(Call.CONNECT),
          Script.of("").kernel(Call.LISTEN).hold().connect().release(),
          Script.of("").hold().connect().kernel(Call.CONNECT).release(),
          Script.called(""),
          Script.called("").send(OCTETS).kernelSends(OCTETS),
          Script.calling("").kernelSends(OCTETS).send(OCTETS),
          Script.called("").hold().kernelSends(OCTETS),
          Script.called("").hold().kernel(Call.SHUT_DOWN),
          Script.called("").kernel(Call.SHUT_DOWN),
          Script.called("").close(),
          Script.called("").hold().close().kernel(Call.SHUT_DOWN).release(),
          Script.called("").close().hold().kernel(Call.SHUT_DOWN),
          Script.called("").kernel(Call.SHUT_DOWN).close(),
          Script.called("").hold().kernel(Call.CLOSE),
          Script.called("").kernel(Call.CLOSE));

  private RandomScripts() {}

  /** What we would answer to the kernel's answers stays in the network. */
  static Script of(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    Script script = BEGINNINGS.get(random.nextInt(BEGINNINGS.size())).hold();
    for (int i = 0; i < SEGMENTS; i++) {
      script = script.crafted(segment(random, script));
    }
    return Scripts.named("random " + seed, script);
  }

  private static Craft segment(SplittableRandom random, Script script) {
    Craft craft = Craft.bare(number(random));
    if (random.nextInt(3) > 0) {
      craft = craft.withAck(number(random));
    }
    craft =
        switch (random.nextInt(6)) {
          case 0 -> craft.withSyn();
          case 1, 2 -> craft.withRst();
          case 3 -> craft.withFin();
          case 4 -> craft.withData(OCTETS);
          default -> craft;
        };
    return modelled(craft, script) ? craft : segment(random, script);
  }

  /**
   * Whether the model speaks of it. Not of segments that are kept out of order, nor of a connection
   * that is taken from TIME-WAIT; nor can it tell the two sorts of FIN-WAIT-2 apart that Linux has
   * after {@code close()}, of which an old FIN makes the rarer one.
   */
  private static boolean modelled(Craft craft, Script script) {
    boolean closed = script.steps().contains(new Step.Theirs(Call.CLOSE, 0));
    boolean closes = closed || script.steps().contains(new Step.Theirs(Call.SHUT_DOWN, 0));
    boolean kept = (craft.fin() || craft.data() > 0) && craft.seq() == 1;
    boolean reopens = closes && craft.syn() && craft.seq() > 0;
    boolean rare = closed && craft.fin() && craft.seq() == -1;
    return !kept && !reopens && !rare;
  }

  private static long number(SplittableRandom random) {
    return NUMBERS.get(random.nextInt(NUMBERS.size()));
  }
}
