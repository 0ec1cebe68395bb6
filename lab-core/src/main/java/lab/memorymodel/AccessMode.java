package lab.memorymodel;

import java.util.List;
import java.util.Map;

/** How an access is ordered: the modes of {@code java.lang.invoke.VarHandle}. */
public enum AccessMode {
  /** A plain field access: the compiler may move it; C11 would call a race on it undefined. */
  PLAIN,
  /** {@code getOpaque}/{@code setOpaque}; C11 {@code relaxed}. Coherent for each variable alone. */
  OPAQUE,
  /** {@code getAcquire}; of a read-modify-write the read half. */
  ACQUIRE,
  /** {@code setRelease}; of a read-modify-write the write half. */
  RELEASE,
  /** A read-modify-write that is both; C11 {@code acq_rel}. Not for loads and stores. */
  ACQUIRE_RELEASE,
  /** {@code volatile}; C11 {@code seq_cst}. */
  VOLATILE;

  /** The values of the control {@code mode}, weakest first. */
  public static final List<String> WORDS =
      List.of("plain", "opaque", "acquire-release", "volatile");

  /** Other spellings of {@link #WORDS}. */
  public static final Map<String, String> ALIASES =
      Map.of(
          "relaxed", "plain",
          "release-acquire", "acquire-release",
          "acq-rel", "acquire-release",
          "seq-cst", "volatile",
          "seq_cst", "volatile");

  /** Whether the control's word asks for accesses that order nothing but themselves. */
  public static boolean isRelaxed(String word) {
    return ofLoad(word) == PLAIN || ofLoad(word) == OPAQUE;
  }

  /** The mode that the control's word asks of a load. */
  public static AccessMode ofLoad(String word) {
    return of(word, ACQUIRE);
  }

  /** The mode that the control's word asks of a store. */
  public static AccessMode ofStore(String word) {
    return of(word, RELEASE);
  }

  /** The mode that the control's word asks of a read-modify-write. */
  public static AccessMode ofReadModifyWrite(String word) {
    return of(word, ACQUIRE_RELEASE);
  }

  private static AccessMode of(String word, AccessMode acquireRelease) {
    return switch (word) {
      case "plain" -> PLAIN;
      case "opaque" -> OPAQUE;
      case "acquire-release" -> acquireRelease;
      case "volatile" -> VOLATILE;
      default -> throw new IllegalArgumentException("no access mode: " + word);
    };
  }

  /** Whether a load, or the read half of a read-modify-write, acquires in this mode. */
  public boolean acquires() {
    return this == ACQUIRE || this == ACQUIRE_RELEASE || this == VOLATILE;
  }

  /** Whether a store, or the write half of a read-modify-write, releases in this mode. */
  public boolean releases() {
    return this == RELEASE || this == ACQUIRE_RELEASE || this == VOLATILE;
  }
}
