package lab.stress.harness;

/**
 * Main class of the child JVM that runs jcstress's own harness, unchanged, with its own arguments;
 * it only sees to it that the harness ends with the lab. The JVMs that the harness starts end with
 * the harness.
 */
public final class FullHarness {
  private FullHarness() {}

  public static void main(String[] args) throws Exception {
    ParentWatch.start();
    org.openjdk.jcstress.Main.main(args);
  }
}
