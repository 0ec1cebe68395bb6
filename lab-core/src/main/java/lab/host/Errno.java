package lab.host;

/** Numbers of errors, as Linux has them on the machines that Java runs on, and what they mean. */
public final class Errno {
  public static final int NOT_PERMITTED = 1;
  public static final int NO_ENTRY = 2;
  public static final int AGAIN = 11;
  public static final int NOT_ALLOWED = 13;
  public static final int INVALID = 22;
  public static final int NOT_HERE = 38;
  public static final int NO_SUCH_FAMILY = 97;
  public static final int ADDRESS_IN_USE = 98;
  public static final int RESET = 104;
  public static final int NOT_CONNECTED = 107;
  public static final int TIMED_OUT = 110;
  public static final int REFUSED = 111;
  public static final int IN_PROGRESS = 115;

  private Errno() {}

  /** Why a call failed, in words that follow its name. */
  public static String text(int errno) {
    return switch (errno) {
      case NOT_PERMITTED, NOT_ALLOWED -> "is not permitted here";
      case NO_ENTRY -> "finds nothing of that name";
      case AGAIN -> "would have to wait";
      case INVALID -> "knows no such value";
      case 6, 19 -> "knows no such device";
      case 16 -> "finds it busy";
      case NOT_HERE -> "is not in this system";
      case 92, 95 -> "knows no such option";
      case 93, 94, NO_SUCH_FAMILY -> "is not in this kernel, which was built without that family";
      case ADDRESS_IN_USE -> "finds the address in use";
      case 99 -> "finds no such address here";
      case RESET -> "finds the connection reset";
      case NOT_CONNECTED -> "finds no connection";
      case TIMED_OUT -> "got no answer";
      case REFUSED -> "was refused";
      default -> "failed with errno " + errno;
    };
  }
}
