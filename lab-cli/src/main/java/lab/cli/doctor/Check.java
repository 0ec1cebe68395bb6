package lab.cli.doctor;

import java.util.Locale;

/**
 * One line of {@code lab doctor}.
 *
 * @param topic what is to be shown, in a few words
 * @param shows whether this machine can show it
 * @param finding what was found, and what follows from it for the lab, in whole sentences
 */
public record Check(String topic, Shows shows, String finding) {

  /** Whether this machine can show something. */
  public enum Shows {
    YES,
    PARTLY,
    NO,
    UNKNOWN;

    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  public static Check yes(String topic, String finding) {
    return new Check(topic, Shows.YES, finding);
  }

  public static Check partly(String topic, String finding) {
    return new Check(topic, Shows.PARTLY, finding);
  }

  static Check no(String topic, String finding) {
    return new Check(topic, Shows.NO, finding);
  }

  static Check unknown(String topic, String finding) {
    return new Check(topic, Shows.UNKNOWN, finding);
  }
}
