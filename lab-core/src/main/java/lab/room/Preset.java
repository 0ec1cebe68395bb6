package lab.room;

/** A choice of settings for which a room says what the machine answers. */
public enum Preset {
  /** Every control at its default: what breaks. */
  DEFAULT,
  /** The repaired one. */
  FIXED,
  /** Neither: chosen by somebody. */
  CHOSEN
}
