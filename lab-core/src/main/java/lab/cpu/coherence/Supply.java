package lab.cpu.coherence;

/** Which caches answer a read although memory could. Forward always answers, dirty copies must. */
public enum Supply {
  /** None: memory is up to date. */
  MEMORY,
  /** The one that has the line exclusive. */
  EXCLUSIVE,
  /** Any that has it, the first one on the bus: the Illinois protocol. */
  ANY
}
