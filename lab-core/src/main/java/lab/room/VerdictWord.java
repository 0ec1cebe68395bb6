package lab.room;

/** What is said of a claim once the model and this machine have both answered. */
public enum VerdictWord {
  /** The model allows it and it was seen; or A beats B and it did. */
  CONFIRMED("CONFIRMED"),
  /** The model allows it, but it was not seen. */
  NOT_SEEN("NOT SEEN"),
  /** The model rules it out and it was not seen: evidence, the proof is the model's. */
  CONSISTENT("CONSISTENT"),
  /** The model rules out what was seen, or the comparison came out the other way round. */
  CONTRADICTED("CONTRADICTED"),
  /** The numbers do not decide. */
  INCONCLUSIVE("INCONCLUSIVE"),
  /** There is no way to look here. */
  UNAVAILABLE("UNAVAILABLE");

  private final String word;

  VerdictWord(String word) {
    this.word = word;
  }

  /** As it is printed and as it stands in JSON. */
  public String word() {
    return word;
  }
}
