package lab.concurrent.nic.datapath;

/** Hears when a frame passes a station. Called on the thread of the role, for every frame. */
@FunctionalInterface
public interface Trace {
  /** Application: the frame is about to be written. */
  int WRITTEN = 0;

  /** Driver: its descriptor is about to be posted. */
  int POSTED = 1;

  /** Device: it is on the wire. */
  int SENT = 2;

  /** Receiver: DD was seen. */
  int RECEIVED = 3;

  /** Worker: it has been checked. */
  int CHECKED = 4;

  /** Nobody listens. */
  Trace NONE = (station, sequence) -> {};

  /**
   * A frame passes.
   *
   * @param sequence its number, or less than 0 if it is torn
   */
  void at(int station, long sequence);
}
