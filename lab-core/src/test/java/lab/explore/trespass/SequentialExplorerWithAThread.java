package lab.explore.trespass;

/** Breaks a wall on purpose: a search for the browser that needs a thread. */
public final class SequentialExplorerWithAThread {
  Thread helper;
}
