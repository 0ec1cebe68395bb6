package lab.bench.nic.qemu;

import java.util.List;
import lab.concurrent.nic.Device;
import lab.concurrent.nic.DmaAllocator;

/** A card, whoever made it, with its memory and the other end of its wire. */
interface Side extends AutoCloseable {
  Device device();

  /** Memory for a driver; every call takes new one. */
  DmaAllocator memory();

  /** Lets the card do what there is to do. */
  void step();

  /** The frames that have left since the last call; waits for {@code expected} of them a while. */
  List<byte[]> sent(int expected);

  /** A frame comes over the wire; when this returns, the card has had time to take it. */
  void arrive(byte[] frame);

  @Override
  void close();
}
