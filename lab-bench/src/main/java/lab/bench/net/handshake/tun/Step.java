package lab.bench.net.handshake.tun;

import lab.net.tcp.Event;

/** What may happen in a {@link Script}. */
sealed interface Step {
  /** A call of our user, or a timer of ours ends. */
  record Ours(Event event) implements Step {}

  /** The kernel's user calls. */
  record Theirs(Call call, int octets) implements Step {}

  /** A segment that our machine knows nothing of arrives at the kernel. */
  record Crafted(Craft craft) implements Step {}

  /** The kernel waits until it sends something again. */
  record Wait() implements Step {}

  /** Our host forgets the connection. */
  record Crash() implements Step {}

  /** From here on, what we send stays in the network. */
  record Hold() implements Step {}

  /** The oldest segment that stayed in the network arrives. */
  record Release() implements Step {}

  /** Everything that stayed in the network is lost, and nothing stays there any more. */
  record Lose() implements Step {}
}
