package lab.bench.nic.qemu;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import lab.concurrent.nic.Device;
import lab.concurrent.nic.Registers;

/**
 * QEMU's e1000: its registers over qtest, its DMA into a file that is mapped here too, its wire a
 * pair of UDP ports on the loopback, one datagram a frame.
 */
final class QemuSide implements Side {
  private static final int LARGEST_FRAME = 16384;
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  /**
   * QEMU's e1000 takes nothing in the first second after RCTL was written, by the guest's clock.
   */
  private static final Duration HOLD_OFF = Duration.ofSeconds(2);

  private final Arena arena = Arena.ofShared();
  private final Path file;
  private final GuestMemory memory;
  private final DatagramChannel wire;
  private final Qtest qtest;
  private final QtestE1000 card;

  /** Starts QEMU, without an IOMMU. */
  QemuSide(String program) throws IOException {
    this(program, List.of());
  }

  /**
   * Starts QEMU.
   *
   * @param program the binary
   * @param first arguments for devices that must be there before the card
   * @throws IOException if it does not start; the message has what it said
   */
  QemuSide(String program, List<String> first) throws IOException {
    file = Files.createTempFile("lab-qemu", ".memory");
    InetAddress loopback = InetAddress.getLoopbackAddress();
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
      memory =
          new GuestMemory(
              channel.map(FileChannel.MapMode.READ_WRITE, 0, Qtest.MEMORY_BYTES, arena));
    }
    wire = DatagramChannel.open().bind(new InetSocketAddress(loopback, 0));
    wire.configureBlocking(false);
    int ours = ((InetSocketAddress) wire.getLocalAddress()).getPort();
    int theirs = freePort(loopback);
    wire.connect(new InetSocketAddress(loopback, theirs));
    List<String> devices = new ArrayList<>(first);
    devices.addAll(
        List.of(
            "-netdev",
            "socket,id=n0,udp=127.0.0.1:%d,localaddr=127.0.0.1:%d".formatted(ours, theirs),
            "-device",
            "e1000,netdev=n0,addr=05.0,rombar=0"));
    qtest = Qtest.start(program, file, devices);
    card = new QtestE1000(qtest);
  }

  private static int freePort(InetAddress loopback) throws IOException {
    try (DatagramChannel probe = DatagramChannel.open().bind(new InetSocketAddress(loopback, 0))) {
      return ((InetSocketAddress) probe.getLocalAddress()).getPort();
    }
  }

  @Override
  public Device device() {
    return card;
  }

  @Override
  public GuestMemory memory() {
    return memory;
  }

  /** What else there is on the machine is reached through this. */
  Qtest qtest() {
    return qtest;
  }

  /** A write of the doorbell returns when the frames have left: there is nothing to do. */
  @Override
  public void step() {}

  @Override
  public List<byte[]> sent(int expected) {
    List<byte[]> frames = new ArrayList<>();
    ByteBuffer buffer = ByteBuffer.allocate(LARGEST_FRAME);
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    try {
      while (System.nanoTime() < deadline) {
        buffer.clear();
        if (wire.read(buffer) > 0) {
          frames.add(Arrays.copyOf(buffer.array(), buffer.position()));
        } else if (frames.size() >= expected) {
          break;
        } else {
          TimeUnit.MILLISECONDS.sleep(1);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return frames;
  }

  @Override
  public void arrive(byte[] frame) {
    try {
      long held = HOLD_OFF.toNanos() - (System.nanoTime() - card.enabled());
      if (held > 0) {
        TimeUnit.NANOSECONDS.sleep(held);
      }
      wire.write(ByteBuffer.wrap(frame));
      // QEMU reads its sockets between two lines of ours.
      for (int i = 0; i < 20; i++) {
        card.read(Registers.STATUS);
        TimeUnit.MILLISECONDS.sleep(1);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    try (arena;
        wire;
        qtest) {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
