package lab.bench.nic.qemu;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A QEMU whose guest does nothing, driven from outside: every access of ports and of memory is a
 * line of QEMU's qtest protocol (docs/devel/testing/qtest.rst of QEMU). QEMU is the one that
 * connects.
 *
 * <p>Numbers are unsigned; addresses are the guest's physical ones.
 */
final class Qtest implements AutoCloseable {
  /** Size of the guest's memory. */
  static final long MEMORY_BYTES = 64L << 20;

  private static final Duration PATIENCE = Duration.ofSeconds(20);

  /** A halt and a jump back to it, where an x86 begins. */
  private static final byte[] HALT = {(byte) 0xf4, (byte) 0xeb, (byte) 0xfd};

  private static final int BIOS_BYTES = 64 << 10;
  private static final int RESET_VECTOR = BIOS_BYTES - 16;

  private final Process qemu;
  private final SocketChannel socket;
  private final BufferedReader answers;
  private final Path folder;

  private Qtest(Process qemu, SocketChannel socket, Path folder) {
    this.qemu = qemu;
    this.socket = socket;
    this.folder = folder;
    answers =
        new BufferedReader(
            new InputStreamReader(Channels.newInputStream(socket), StandardCharsets.US_ASCII));
  }

  /**
   * Starts it.
   *
   * @param program the binary, such as {@code qemu-system-x86_64}
   * @param memory a file that is the guest's memory, of {@link #MEMORY_BYTES}
   * @param devices arguments that add network and devices
   * @throws IOException if it cannot be started or does not connect in time; the message has what
   *     QEMU said
   */
  static Qtest start(String program, Path memory, List<String> devices) throws IOException {
    Path folder = Files.createTempDirectory("lab-qemu");
    Path bios = folder.resolve("bios");
    byte[] image = new byte[BIOS_BYTES];
    System.arraycopy(HALT, 0, image, RESET_VECTOR, HALT.length);
    Files.write(bios, image);
    Path path = folder.resolve("qtest");
    Path log = folder.resolve("log");
    try (ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      server.bind(UnixDomainSocketAddress.of(path));
      List<String> command = new ArrayList<>();
      command.addAll(
          List.of(program, "-machine", "q35,accel=tcg,memory-backend=memory", "-nodefaults"));
      command.addAll(List.of("-display", "none", "-m", (MEMORY_BYTES >> 20) + "M"));
      command.add("-object");
      command.add(
          "memory-backend-file,id=memory,share=on,size=%dM,mem-path=%s"
              .formatted(MEMORY_BYTES >> 20, memory));
      command.addAll(List.of("-bios", bios.toString()));
      command.addAll(List.of("-qtest", "unix:" + path, "-qtest-log", "/dev/null"));
      command.addAll(devices);
      Process qemu =
          new ProcessBuilder(command)
              .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
              .redirectErrorStream(true)
              .redirectOutput(log.toFile())
              .start();
      SocketChannel socket = accepted(server, qemu);
      if (socket == null) {
        qemu.destroyForcibly();
        String said = Files.readString(log).strip();
        delete(folder);
        throw new IOException("QEMU did not connect" + (said.isEmpty() ? "" : ": " + said));
      }
      return new Qtest(qemu, socket, folder);
    }
  }

  private static SocketChannel accepted(ServerSocketChannel server, Process qemu)
      throws IOException {
    server.configureBlocking(false);
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (System.nanoTime() < deadline && qemu.isAlive()) {
      SocketChannel socket = server.accept();
      if (socket != null) {
        return socket;
      }
      pause();
    }
    return null;
  }

  private static void pause() {
    try {
      TimeUnit.MILLISECONDS.sleep(5);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Reads a word of 32 bits of memory or of a device. */
  int read32(long address) throws IOException {
    return number(ask("readl 0x%x".formatted(address)));
  }

  void write32(long address, int value) throws IOException {
    ask("writel 0x%x 0x%x".formatted(address, value));
  }

  /** Reads a register of 64 bits. */
  long read64(long address) throws IOException {
    return Long.parseUnsignedLong(digits(ask("readq 0x%x".formatted(address))), 16);
  }

  void write64(long address, long value) throws IOException {
    ask("writeq 0x%x 0x%x".formatted(address, value));
  }

  void out32(int port, int value) throws IOException {
    ask("outl 0x%x 0x%x".formatted(port, value));
  }

  int in32(int port) throws IOException {
    return number(ask("inl 0x%x".formatted(port)));
  }

  /** The low 32 bits of a number; QEMU answers with up to 64. */
  private static int number(String answer) {
    return (int) Long.parseUnsignedLong(digits(answer), 16);
  }

  private static String digits(String answer) {
    return answer.substring(answer.indexOf("0x") + 2).strip();
  }

  /** Sends a line and gives what stands behind {@code OK}; news of interrupts is passed over. */
  private String ask(String line) throws IOException {
    ByteBuffer bytes = ByteBuffer.wrap((line + "\n").getBytes(StandardCharsets.US_ASCII));
    while (bytes.hasRemaining()) {
      socket.write(bytes);
    }
    for (String answer = answers.readLine(); answer != null; answer = answers.readLine()) {
      if (answer.startsWith("OK")) {
        return answer.substring(2).strip();
      }
      if (!answer.startsWith("IRQ")) {
        throw new IOException("QEMU answers \"" + answer + "\" to \"" + line + "\"");
      }
    }
    throw new IOException("QEMU has gone, asked for \"" + line + "\"");
  }

  /** Ends QEMU and removes its files. */
  @Override
  public void close() throws IOException {
    socket.close();
    qemu.destroyForcibly();
    qemu.onExit().join();
    delete(folder);
  }

  private static void delete(Path folder) throws IOException {
    try (var files = Files.list(folder)) {
      for (Path file : files.toList()) {
        Files.deleteIfExists(file);
      }
    }
    Files.delete(folder);
  }
}
