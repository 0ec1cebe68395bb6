package lab.cpu.coherence;

/** Which states there are besides Invalid, Exclusive, Shared and Modified. */
public enum Protocol {
  MESI,
  /** A modified line that is read stays in its cache as Owned, and memory stays stale: AMD64. */
  MOESI,
  /** Of the clean copies the newest answers as Forward: Intel between sockets. */
  MESIF
}
