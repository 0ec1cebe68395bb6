package lab.bench.concurrent.soak;

/** A ring of one producer and one consumer that carries numbered messages. */
interface Carrier {
  /**
   * Puts in messages until the ring refuses one.
   *
   * @param next the number of the first
   * @param most at most so many
   * @return how many
   */
  int send(long next, int most);

  /**
   * Takes out what there is and books it.
   *
   * @param most at most so many
   * @return how many
   */
  int receive(Ledger ledger, int most);
}
