package lab.net.frame;

/**
 * Why bytes cannot be read any further.
 *
 * @param layer that cannot be peeled
 * @param offset in the frame, in bytes, of the field or the end that is to blame
 * @param expected the rule and the value
 */
public record Refusal(String layer, int offset, String expected) {
  @Override
  public String toString() {
    return layer + " at byte " + offset + ": " + expected;
  }
}
