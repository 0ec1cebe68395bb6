package lab.experiments.trespass.fourth;

/** Writes a number as the JVM's formatter does. */
public final class PictureThatFormats {
  private PictureThatFormats() {}

  public static String title(int head) {
    return "HEAD %d".formatted(head);
  }
}
