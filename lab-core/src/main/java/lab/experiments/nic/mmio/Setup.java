package lab.experiments.nic.mmio;

/**
 * How the room is set.
 *
 * @param n writes of the sender, the doorbell among them, and reads of the reader
 * @param readTicks of a read there and back
 * @param credits packets that may be on their way
 * @param drain ticks that the device needs for each packet
 */
record Setup(
    int n,
    int readTicks,
    int credits,
    int drain,
    boolean strayRead,
    boolean assume,
    boolean combine,
    boolean fence) {

  /** Ticks to the device. */
  int oneWay() {
    return (readTicks + 1) / 2;
  }

  /** Ticks from the device. */
  int back() {
    return readTicks - oneWay();
  }
}
