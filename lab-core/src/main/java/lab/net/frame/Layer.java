package lab.net.frame;

import java.util.List;

/**
 * A peeled header.
 *
 * @param offset of its first byte in the frame
 * @param findings what is wrong with it and could be read all the same
 */
public record Layer(Header header, int offset, List<Finding> findings) {
  public Layer {
    findings = List.copyOf(findings);
  }

  /** Where in the frame the field of a finding begins. */
  public int at(Finding finding) {
    return offset + finding.offset();
  }
}
