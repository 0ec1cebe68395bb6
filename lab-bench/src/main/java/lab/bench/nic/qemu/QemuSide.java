package lab.bench.nic.qemu;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
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
import java.util.List;
import java.util.concurrent.TimeUnit;
import lab.concurrent.nic.Device;
import lab.concurrent.nic.DmaAccess;
import lab.concurrent.nic.DmaAllocator;
import lab.concurrent.nic.DmaBuffer;

/**
 * QEMU's e1000: its registers over qtest, its DMA into a file that is mapped here too, its wire a
 * pair of UDP ports on the loopback, one datagram a frame.
 */
final class QemuSide implements Side {
  private static final int ADDRESS_PORT = 0xCF8;
  private static final int DATA_PORT = 0xCFC;

  /** Device 5 on bus 0, in the form of PCI's configuration mechanism 1. */
  private static final int CONFIGURATION = 0x8000_0000 | 5 << 11;

  private static final int COMMAND_STATUS = 0x04;
  private static final int BAR0 = 0x10;
  private static final int MEMORY_AND_MASTER = 0x06;

  /** PCI's status register is the upper half: bit 3 says that INTx is asserted. */
  private static final int INTERRUPT_STATUS = 1 << 19;

  private static final long REGISTERS = 0xE000_0000L;
  private static final long FIRST_FREE = 0x10_0000;
  private static final int PAGE_BYTES = 4096;
  private static final int LARGEST_FRAME = 16384;
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  /**
   * QEMU's e1000 takes nothing in the first second after RCTL was written, by the guest's clock.
   */
  private static final Duration HOLD_OFF = Duration.ofSeconds(2);

  private final Arena arena = Arena.ofShared();
  private final Path file;
  private final MemorySegment memory;
  private final DatagramChannel wire;
  private final Qtest qtest;
  private long next = FIRST_FREE;
  private long enabled = System.nanoTime();

  /**
   * Starts QEMU.
   *
   * @param program the binary
   * @throws IOException if it does not start; the message has what it said
   */
  QemuSide(String program) throws IOException {
    file = Files.createTempFile("lab-qemu", ".memory");
    InetAddress loopback = InetAddress.getLoopbackAddress();
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
      memory = channel.map(FileChannel.MapMode.READ_WRITE, 0, Qtest.MEMORY_BYTES, arena);
    }
    wire = DatagramChannel.open().bind(new InetSocketAddress(loopback, 0));
    wire.configureBlocking(false);
    int ours = ((InetSocketAddress) wire.getLocalAddress()).getPort();
    int theirs = freePort(loopback);
    wire.connect(new InetSocketAddress(loopback, theirs));
    qtest =
        Qtest.start(
            program,
            file,
            List.of(
                "-netdev",
                "socket,id=n0,udp=127.0.0.1:%d,localaddr=127.0.0.1:%d".formatted(ours, theirs),
                "-device",
                "e1000,netdev=n0,addr=05.0,rombar=0"));
    configure(BAR0, (int) REGISTERS);
    configure(COMMAND_STATUS, MEMORY_AND_MASTER);
  }

  private static int freePort(InetAddress loopback) throws IOException {
    try (DatagramChannel probe = DatagramChannel.open().bind(new InetSocketAddress(loopback, 0))) {
      return ((InetSocketAddress) probe.getLocalAddress()).getPort();
    }
  }

  private void configure(int register, int value) throws IOException {
    qtest.out32(ADDRESS_PORT, CONFIGURATION | register);
    qtest.out32(DATA_PORT, value);
  }

  @Override
  public Device device() {
    return new Registers();
  }

  private final class Registers implements Device {
    @Override
    public int read(int register) {
      try {
        return qtest.read32(REGISTERS + register);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    @Override
    public void write(int register, int value) {
      try {
        qtest.write32(REGISTERS + register, value);
        if (register == lab.concurrent.nic.Registers.RCTL) {
          enabled = System.nanoTime();
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    /**
     * There is nothing weaker: a line of text to another process is behind all that was written.
     */
    @Override
    public void writeRelaxed(int register, int value) {
      write(register, value);
    }

    @Override
    public boolean interrupt() {
      try {
        qtest.out32(ADDRESS_PORT, CONFIGURATION | COMMAND_STATUS);
        return (qtest.in32(DATA_PORT) & INTERRUPT_STATUS) != 0;
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    @Override
    public boolean awaitInterrupt(long nanos) throws InterruptedException {
      long deadline = System.nanoTime() + nanos;
      while (!interrupt()) {
        if (System.nanoTime() >= deadline) {
          return false;
        }
        TimeUnit.MILLISECONDS.sleep(1);
      }
      return true;
    }
  }

  /** Guest-physical memory from 1 MiB on: the address that the device uses is the offset. */
  @Override
  public DmaAllocator memory() {
    return new DmaAllocator() {
      @Override
      public MemorySegment memory() {
        return memory;
      }

      @Override
      public DmaBuffer allocate(long bytes, DmaAccess access) {
        long offset = next;
        next += (bytes + PAGE_BYTES - 1) / PAGE_BYTES * PAGE_BYTES;
        if (next > Qtest.MEMORY_BYTES) {
          throw new IllegalStateException("the guest has no room for " + bytes + " more bytes");
        }
        memory.asSlice(offset, bytes).fill((byte) 0);
        return new DmaBuffer(memory, offset, offset, bytes);
      }

      @Override
      public void free(DmaBuffer buffer) {
        // The whole guest goes when it is closed.
      }
    };
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
          frames.add(java.util.Arrays.copyOf(buffer.array(), buffer.position()));
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
      long held = HOLD_OFF.toNanos() - (System.nanoTime() - enabled);
      if (held > 0) {
        TimeUnit.NANOSECONDS.sleep(held);
      }
      wire.write(ByteBuffer.wrap(frame));
      // QEMU reads its sockets between two lines of ours.
      for (int i = 0; i < 20; i++) {
        qtest.read32(REGISTERS + lab.concurrent.nic.Registers.STATUS);
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
