package lab.net.frame;

import lab.input.BadInput;

/** What a captured packet begins with. */
public enum Link {
  ETHERNET(1, "Ethernet"),
  ETHERNET_WITH_FCS(1, "Ethernet with FCS"),
  RAW_IP(101, "IP, version 4 or 6"),
  COOKED(113, "Linux cooked");

  private final int number;
  private final String text;

  Link(int number, String text) {
    this.number = number;
    this.text = text;
  }

  /** The LINKTYPE_ number of a capture. */
  public int number() {
    return number;
  }

  public String text() {
    return text;
  }

  static Link of(int number, boolean fcs) {
    return switch (number) {
      case 1 -> fcs ? ETHERNET_WITH_FCS : ETHERNET;
      case 101 -> RAW_IP;
      case 113 -> COOKED;
      default ->
          throw new BadInput(
              "the link type is 1 (Ethernet), 101 (raw IP) or 113 (Linux cooked) (got "
                  + number
                  + ")");
    };
  }
}
