package lab.net.tcp.trespass;

import lab.net.frame.Packet;

/** Breaks a wall on purpose: a connection that knows what it looks like on the wire. */
public final class ConnectionWithAFrame {
  Packet packet;
}
