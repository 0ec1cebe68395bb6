package lab.net.tcp.world;

import lab.net.tcp.Connection;

/**
 * One host: its end of the connection, and what an observer knows of its past.
 *
 * @param tcp its end of the connection
 * @param called how many calls of its script are done or left out
 * @param crashed whether it crashed, so that its script is the one for afterwards
 * @param tries how often its SYN was sent again, where that is counted; else 0
 * @param past what it sent before, for the invariants only
 */
public record Host(Connection tcp, int called, boolean crashed, int tries, Past past) {

  /**
   * History, of which no TCP knows.
   *
   * @param nextIss the next initial sequence number
   * @param isns bit n: it sent a SYN numbered n
   * @param era how often it opened
   * @param peerEra which incarnation of the peer sent the SYN that it took; 0 for none, or for one
   *     before this world began
   */
  public record Past(long nextIss, long isns, int era, int peerEra) {
    /** Whether it ever sent a SYN with that number. */
    public boolean sentSyn(long iss) {
      return (isns >> iss & 1) == 1;
    }
  }

  Host called(int calls) {
    return new Host(tcp, calls, crashed, tries, past);
  }
}
