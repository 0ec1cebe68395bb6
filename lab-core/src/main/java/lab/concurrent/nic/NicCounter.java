package lab.concurrent.nic;

/** What a software NIC counts. Frames and bytes are without FCS. */
public enum NicCounter {
  TX_FRAMES("frames put on the wire"),
  TX_BYTES("bytes of them"),
  RX_FRAMES("frames stored in receive buffers"),
  RX_BYTES("bytes of them"),
  RX_MISSED("frames dropped: no receive buffer"),
  RX_DISABLED("frames dropped: receiving is off"),
  RX_FILTERED("frames dropped: for another station"),
  RX_CRC("frames dropped: bad FCS"),
  RX_RUNT("frames dropped: too short"),
  RX_OVERSIZE("frames dropped: too long"),
  RX_DMA("frames lost: DMA write refused"),
  TX_DMA("frames not sent: DMA read refused"),
  TX_OVERSIZE("frames not sent: too long"),
  TX_NULL("descriptors of length 0"),
  WIRE_DROPPED("frames the wire had no room for"),
  RING_REFUSED("rings stopped: DMA to the descriptors refused"),
  BAD_DOORBELL("doorbells outside the ring"),
  CAUSES_LOST("interrupt causes forgotten while masked");

  private final String text;

  NicCounter(String text) {
    this.text = text;
  }

  /** Its place among the counters of a card. */
  @SuppressWarnings("EnumOrdinal")
  int index() {
    return ordinal();
  }

  public String text() {
    return text;
  }
}
