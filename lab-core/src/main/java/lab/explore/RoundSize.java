package lab.explore;

/**
 * When a level is searched by all threads, and into what it is cut. Nothing that is reported
 * depends on it, so tests cut small machines as finely as only large ones are.
 *
 * @param worthwhile states per thread that make it worthwhile to wake the others
 * @param batch states that a thread is handed at a time
 */
record RoundSize(int worthwhile, int batch) {

  /** Batches so large that handing one out costs nothing. */
  static final RoundSize USUAL = new RoundSize(1024, 256);
}
