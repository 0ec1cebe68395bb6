package lab.stage;

/** What a thing's colour, pattern and glyph stand for; every renderer has one of each per tone. */
public enum Tone {
  /** Nothing of interest. */
  IDLE,
  /** Belongs to the first actor. */
  A,
  /** Belongs to the second actor. */
  B,
  /** In use, under way, waiting. */
  BUSY,
  /** As it should be. */
  OK,
  /** About to go wrong, or stale. */
  WARN,
  /** Wrong. */
  BAD,
  /** No longer there. */
  GONE
}
