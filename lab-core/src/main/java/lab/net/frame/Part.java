package lab.net.frame;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import lab.input.BadInput;

/**
 * A part of a split packet's payload, of either version of IP.
 *
 * @param offset of its first byte
 * @param more whether it is not the last one
 */
record Part(int offset, boolean more, Bytes bytes) {
  /** Parts lie at multiples of so many bytes. */
  static final int UNIT = 8;

  /**
   * The payload that the parts make up, in any order; a part that came twice counts once. Parts
   * that overlap otherwise are refused (RFC 5722; RFC 791 would take the later one).
   */
  static Bytes joined(List<Part> arrived) {
    List<Part> parts = new ArrayList<>();
    for (Part part : arrived) {
      if (!parts.contains(part)) {
        parts.add(part);
      }
    }
    parts.sort(Comparator.comparingInt(Part::offset));
    List<Bytes> payload = new ArrayList<>();
    int end = 0;
    for (int i = 0; i < parts.size(); i++) {
      Part part = parts.get(i);
      part.startsAt(end);
      end += part.bytes.length();
      part.ends(end, i == parts.size() - 1);
      payload.add(part.bytes);
    }
    return Bytes.join(payload);
  }

  private void startsAt(int end) {
    if (offset > end) {
      throw new BadInput("bytes " + end + ".." + (offset - 1) + " of the packet are missing");
    }
    if (offset < end) {
      throw new BadInput(
          "parts do not overlap (got one from " + offset + ", another ends at " + end + ")");
    }
  }

  private void ends(int end, boolean last) {
    if (more && bytes.length() % UNIT != 0) {
      throw new BadInput(
          "all parts but the last are a multiple of 8 bytes (got " + bytes.length() + ")");
    }
    if (more && last) {
      throw new BadInput("the last part is missing: more follow byte " + end);
    }
    if (!more && !last) {
      throw new BadInput("nothing follows the last part, which ends at byte " + end);
    }
  }
}
