package lab.experiments.nic.sendpath;

import java.util.Optional;

/** Which techniques are set up. */
record Techniques(boolean bypass, boolean push, boolean ctpio) {
  enum Technique {
    BYPASS("bypass"),
    TX_PUSH("tx_push"),
    CTPIO("ctpio");

    final String word;

    Technique(String word) {
      this.word = word;
    }
  }

  boolean has(Technique technique) {
    return switch (technique) {
      case BYPASS -> bypass;
      case TX_PUSH -> push;
      case CTPIO -> ctpio;
    };
  }

  Techniques toggled(Technique technique) {
    return new Techniques(
        bypass ^ (technique == Technique.BYPASS),
        push ^ (technique == Technique.TX_PUSH),
        ctpio ^ (technique == Technique.CTPIO));
  }

  /** Why it cannot be toggled: push and CTPIO stand on bypass. */
  Optional<String> obstacle(Technique technique) {
    if (technique != Technique.BYPASS) {
      return bypass
          ? Optional.empty()
          : Optional.of("needs bypass: the kernel keeps the NIC to itself");
    }
    return push || ctpio
        ? Optional.of((push ? "tx_push" : "ctpio") + " stands on it")
        : Optional.empty();
  }

  /** The path that they are meant to give. */
  Route wanted() {
    return ctpio ? Route.CTPIO : push ? Route.PUSH : bypass ? Route.BYPASS : Route.KERNEL;
  }

  /** The path of a frame of so many bytes that is sent with so many sends outstanding. */
  Route route(int frame, int queue) {
    if (ctpio && queue == 0 && frame <= Route.CTPIO_LIMIT) {
      return Route.CTPIO;
    }
    if (push && queue == 0) {
      return Route.PUSH;
    }
    return bypass ? Route.BYPASS : Route.KERNEL;
  }
}
