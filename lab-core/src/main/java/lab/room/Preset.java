package lab.room;

/** A choice of settings for which a room says what the machine answers. */
public enum Preset {
  /** Every control at its default: what breaks. */
  DEFAULT("default"),
  /** The repaired one. */
  FIXED("fixed"),
  /** Neither: chosen by somebody. */
  CHOSEN("chosen");

  private final String word;

  Preset(String word) {
    this.word = word;
  }

  /** As it stands in JSON. */
  public String word() {
    return word;
  }
}
