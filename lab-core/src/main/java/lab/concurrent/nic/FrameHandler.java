package lab.concurrent.nic;

/** What the host does with a received buffer. */
@FunctionalInterface
public interface FrameHandler {
  /**
   * A received frame, or a part of one that is longer than a buffer.
   *
   * @param buffer its number; for {@link RxRing#giveBack} if it is kept
   * @param offset where it begins in {@link RxRing#memory()}
   * @param length in bytes
   * @param last whether the frame ends here
   * @return true if the buffer may be used again at once, false if it is kept
   */
  boolean frame(int buffer, long offset, int length, boolean last);
}
