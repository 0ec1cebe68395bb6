package lab.host;

import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The network namespace of the calling thread (network_namespaces(7)). A namespace without a name
 * ends with the last thread and socket in it, however they end.
 */
public final class NetworkNamespace {
  private static final SystemCall UNSHARE = SystemCall.of("unshare", JAVA_INT, JAVA_INT);
  private static final SystemCall THREAD = SystemCall.of("gettid", JAVA_INT);
  private static final int CLONE_NEWNET = 0x4000_0000;
  private static final String LOOPBACK = "lo";

  private NetworkNamespace() {}

  /**
   * Gives the calling platform thread a new one, for as long as it lives; nothing is in it but a
   * loopback that is switched off.
   *
   * @return why it could not be; empty if it was
   */
  public static Optional<String> enterNew() {
    if (Thread.currentThread().isVirtual()) {
      throw new IllegalStateException("the namespace would stay with the carrier");
    }
    long answer = UNSHARE.call(CLONE_NEWNET);
    return answer == 0
        ? Optional.empty()
        : Optional.of("a network namespace " + Errno.text((int) -answer));
  }

  /** The calling thread's number, by which a device is moved to where that thread is. */
  public static int thread() {
    return (int) THREAD.call();
  }

  /**
   * The devices to which routes lead, the loopback excepted: none, and nothing that is sent here
   * can leave the machine.
   */
  public static List<String> waysOut(SystemFiles files) {
    // Version 4 names the device first and has a heading, version 6 names it last.
    List<String> four =
        files.lines("proc/thread-self/net/route").stream()
            .skip(1)
            .map(line -> word(line, 0))
            .toList();
    List<String> six =
        files.lines("proc/thread-self/net/ipv6_route").stream()
            .map(line -> word(line, -1))
            .toList();
    return Stream.concat(four.stream(), six.stream())
        .filter(device -> !device.equals(LOOPBACK))
        .distinct()
        .sorted()
        .toList();
  }

  private static String word(String line, int which) {
    List<String> words = List.of(line.strip().split("\\s+", -1));
    return which < 0 ? words.getLast() : words.get(which);
  }
}
