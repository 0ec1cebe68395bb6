package lab.concurrent.nic;

/** The classes in which frames change hands, for whoever rewrites or lists their accesses. */
public final class HandOvers {
  private HandOvers() {}

  /** Both sides of the rings with head and tail, and the registers between them. */
  public static Class<?>[] indexedRings() {
    return new Class<?>[] {
      RegisterFile.class, TxRing.class, TxEngine.class, RxRing.class, RxEngine.class
    };
  }
}
