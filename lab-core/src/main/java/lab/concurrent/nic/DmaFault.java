package lab.concurrent.nic;

/**
 * A DMA that the IOMMU refused.
 *
 * @param requester bus (8 bits), device (5), function (3) of the device that tried
 * @param address the device address
 * @param write whether it wanted to write
 * @param reason why
 */
public record DmaFault(int requester, long address, boolean write, Reason reason) {

  /** Fault reasons; codes as VT-d's in legacy mode (Intel VT-d specification, "Fault Reasons"). */
  public enum Reason {
    CONTEXT_NOT_PRESENT(2, "the device has no address space"),
    BEYOND_WIDTH(4, "the address is beyond the address space"),
    WRITE_REFUSED(5, "no page there that the device may write"),
    READ_REFUSED(6, "no page there that the device may read"),
    /** No code of VT-d's: passthrough, and no memory at that address to answer. */
    NO_MEMORY(0, "no memory at that address");

    private final int code;
    private final String text;

    Reason(int code, String text) {
      this.code = code;
      this.text = text;
    }

    public int code() {
      return code;
    }

    public String text() {
      return text;
    }
  }

  /** One line: who, what, where, why. */
  public String text() {
    return "%02x:%02x.%d: DMA %s of 0x%x refused: %s"
        .formatted(
            requester >> 8 & 0xFF,
            requester >> 3 & 0x1F,
            requester & 7,
            write ? "write" : "read",
            address,
            reason.text());
  }
}
