package lab.net.sim;

/** Whoever wants to see each thing of a long run, after it has happened. */
public interface Watcher {
  void happened(Pending what, Simulation network);
}
