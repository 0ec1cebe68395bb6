package lab.concurrent.nic;

/** What a device may do with a page. */
public enum DmaAccess {
  READ(1),
  WRITE(2),
  BOTH(3);

  final int bits;

  DmaAccess(int bits) {
    this.bits = bits;
  }
}
