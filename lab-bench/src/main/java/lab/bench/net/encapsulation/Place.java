package lab.bench.net.encapsulation;

import java.io.IOException;
import java.net.InetAddress;
import java.util.Set;
import lab.host.LinuxSocket;
import lab.host.NetworkDevice;

/** Where two ends meet; both are in this process. */
interface Place {
  /** The device that carries what they send, as the near end sees it. */
  NetworkDevice device();

  InetAddress nearAddress(int version);

  InetAddress farAddress(int version);

  /** A socket at the near end. */
  LinuxSocket near(int version, boolean udp) throws IOException;

  /** A socket at the far end. */
  LinuxSocket far(int version, boolean udp) throws IOException;

  /** A socket of root's at the near end, for pings. */
  default LinuxSocket ping(int version) throws IOException {
    return LinuxSocket.ping(version, Set.of(farAddress(version)));
  }

  /** The loopback of this thread's network namespace. */
  Place LOOPBACK =
      new Place() {
        @Override
        public NetworkDevice device() {
          return new NetworkDevice("lo");
        }

        @Override
        public InetAddress nearAddress(int version) {
          return Addresses.of(version == 6 ? "::1" : "127.0.0.1");
        }

        @Override
        public InetAddress farAddress(int version) {
          return nearAddress(version);
        }

        @Override
        public LinuxSocket near(int version, boolean udp) throws IOException {
          return udp ? LinuxSocket.udp(version) : LinuxSocket.tcp(version);
        }

        @Override
        public LinuxSocket far(int version, boolean udp) throws IOException {
          return near(version, udp);
        }
      };
}
