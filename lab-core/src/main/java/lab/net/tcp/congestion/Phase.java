package lab.net.tcp.congestion;

/** Where loss recovery is; the names are Linux's ({@code tcpi_ca_state} 0 to 4). */
public enum Phase {
  /** Nothing is wrong. */
  OPEN,
  /** Duplicate acknowledgements, too few to call it a loss. */
  DISORDER,
  /** The network marked segments; the window is smaller, nothing was lost. */
  CWR,
  /** A loss was seen in the acknowledgements; until everything sent before it is acknowledged. */
  RECOVERY,
  /** The retransmission timer ended; until everything sent before is acknowledged. */
  LOSS;

  /** Whether the window was reduced already for what is now in flight. */
  public boolean reduced() {
    return this == CWR || this == RECOVERY || this == LOSS;
  }
}
