package lab.bench.net.encapsulation;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import lab.host.LinuxSocket;
import lab.host.NetworkDevice;
import lab.host.NetworkNamespace;
import lab.host.PacketSocket;

/**
 * A virtual cable (veth(4)) from this thread's network namespace to one of another thread of this
 * process: a namespace belongs to a thread, and a socket to the one in which it was opened. With it
 * comes an Ethernet header, and an MTU that holds for both.
 *
 * <p>To be made in a network of our own only; it ends with the threads.
 */
final class Cable implements Place, AutoCloseable {
  private static final String NEAR = "near";
  private static final String FAR = "far";
  private static final int LEAST_MTU_6 = 1280;

  private final ExecutorService there =
      Executors.newSingleThreadExecutor(Thread.ofPlatform().daemon().name("far-end").factory());
  private final NetworkDevice near = new NetworkDevice(NEAR);

  private Cable() {}

  /**
   * @param offloads whether the kernel may leave to a card what cards do: cutting, checksums
   * @throws Missing why there is none here
   */
  static Cable lay(int mtu, boolean offloads) throws Missing {
    Cable cable = new Cable();
    try {
      boolean six = mtu >= LEAST_MTU_6 && Sysctl.six();
      Optional<String> refused = cable.there(NetworkNamespace::enterNew);
      if (refused.isPresent()) {
        throw new IOException(refused.get());
      }
      int thread = cable.there(NetworkNamespace::thread);
      ip("link", "add", NEAR, "type", "veth", "peer", "name", FAR);
      ip("link", "set", FAR, "netns", Integer.toString(thread));
      cable.there(() -> end(FAR, Addresses.FAR_4, Addresses.FAR_6, mtu, offloads, six));
      end(NEAR, Addresses.NEAR_4, Addresses.NEAR_6, mtu, offloads, six);
      return cable;
    } catch (IOException e) {
      cable.close();
      throw new Missing(e);
    }
  }

  /** Why no cable can be laid. */
  static final class Missing extends Exception {
    private static final long serialVersionUID = 1;

    private Missing(IOException reason) {
      super(reason.getMessage(), reason);
    }
  }

  private static Void end(
      String name, String four, String six, int mtu, boolean offloads, boolean sixToo)
      throws IOException {
    NetworkDevice device = new NetworkDevice(name);
    device.mtu(mtu);
    if (!offloads) {
      device.cutsNothing();
      device.leavesNoChecksum();
    }
    if (sixToo) {
      // Without an address of its own making, which the kernel would first look for elsewhere.
      ip("link", "set", name, "addrgenmode", "none");
    }
    device.up();
    ip("address", "add", four + "/24", "dev", name);
    if (sixToo) {
      // Without the search for another owner of the address, which takes a second.
      ip("-6", "address", "add", six + "/64", "dev", name, "nodad");
    }
    return null;
  }

  /** Runs ip(8) where the calling thread is. */
  private static void ip(String... words) throws IOException {
    List<String> command = new ArrayList<>(List.of("ip"));
    command.addAll(List.of(words));
    Process process;
    try {
      process = new ProcessBuilder(command).redirectErrorStream(true).start();
    } catch (IOException e) {
      throw new IOException("there is no ip(8)", e);
    }
    try {
      String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (process.waitFor() != 0) {
        throw new IOException("ip " + words[0] + " says: " + said.lines().findFirst().orElse(""));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while ip(8) ran", e);
    }
  }

  /** Does something at the far end. */
  private <T> T there(Callable<T> what) throws IOException {
    try {
      return there.submit(what).get();
    } catch (ExecutionException e) {
      throw new IOException(e.getCause().getMessage(), e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  @Override
  public NetworkDevice device() {
    return near;
  }

  @Override
  public InetAddress nearAddress(int version) {
    return Addresses.of(version == 6 ? Addresses.NEAR_6 : Addresses.NEAR_4);
  }

  @Override
  public InetAddress farAddress(int version) {
    return Addresses.of(version == 6 ? Addresses.FAR_6 : Addresses.FAR_4);
  }

  @Override
  public LinuxSocket near(int version, boolean udp) throws IOException {
    return udp
        ? LinuxSocket.udp(version, Addresses.OF_THE_CABLE)
        : LinuxSocket.tcp(version, Addresses.OF_THE_CABLE);
  }

  @Override
  public LinuxSocket far(int version, boolean udp) throws IOException {
    return there(() -> near(version, udp));
  }

  /** What arrives at the far end. */
  PacketSocket captureThere() throws IOException {
    return there(() -> PacketSocket.on(new NetworkDevice(FAR).index()));
  }

  /** Takes the cable away. */
  @Override
  public void close() {
    try {
      ip("link", "delete", NEAR);
    } catch (IOException e) {
      // It was not there yet; the namespaces take with them what is.
    }
    there.shutdownNow();
  }
}
