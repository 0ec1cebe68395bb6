package lab.memorymodel;

/**
 * What the control {@code mode} asks of every access. As shipped, each access has the mode that the
 * real code gives it, which may be weaker or stronger; every other word is for all of them.
 *
 * @param word one of {@link AccessMode#WORDS}; {@code acquire-release} is as shipped
 */
public record Modes(String word) {
  public static final Modes SHIPPED = new Modes("acquire-release");

  /** The mode of a load that ships with the given one. */
  public AccessMode load(AccessMode shipped) {
    return isShipped() ? shipped : AccessMode.ofLoad(word);
  }

  /** The mode of a store that ships with the given one. */
  public AccessMode store(AccessMode shipped) {
    return isShipped() ? shipped : AccessMode.ofStore(word);
  }

  /** The mode of a read-modify-write that ships with the given one. */
  public AccessMode readModifyWrite(AccessMode shipped) {
    return isShipped() ? shipped : AccessMode.ofReadModifyWrite(word);
  }

  /** The mode of accesses to data, which nothing orders but the accesses around them. */
  public AccessMode data() {
    return isPlain() ? AccessMode.PLAIN : AccessMode.OPAQUE;
  }

  public boolean isPlain() {
    return word.equals("plain");
  }

  private boolean isShipped() {
    return equals(SHIPPED);
  }
}
