package lab.net.frame;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import lab.input.BadInput;

/**
 * Headers around a payload. All fields are as on the wire, right or wrong: {@link #fitted}, {@link
 * #padded}, {@link #checksummed} and {@link #withFcs} make them right one kind after the other,
 * {@link #sealed} all of them.
 *
 * @param headers from the outside; without an Ethernet header the packet is raw IP or cooked
 * @param payload what no header of these explains
 * @param surplus what lies behind a UDP datagram within its IP packet; usually none
 * @param padding what lies behind the outermost length: fill up to 60 bytes
 * @param fcs four bytes, or none
 */
public record Packet(List<Header> headers, Bytes payload, Bytes surplus, Bytes padding, Bytes fcs) {

  public Packet {
    headers = List.copyOf(headers);
    Header before = null;
    for (Header header : headers) {
      if (!Order.follows(before, header)) {
        throw new BadInput(
            header.name()
                + (before == null
                    ? " is not the outermost header"
                    : " is not in " + before.name()));
      }
      before = header;
    }
    if (before instanceof Arp && !payload.isEmpty()) {
      throw new BadInput("ARP has no payload (got " + payload.length() + " bytes)");
    }
    if (!(before instanceof Udp) && !surplus.isEmpty()) {
      throw new BadInput("only UDP has bytes behind its payload");
    }
    if (!fcs.isEmpty()) {
      Limits.length("an FCS", fcs, Fcs.BYTES);
    }
  }

  /** Not sealed yet, without an FCS. */
  public static Packet of(List<Header> headers, Bytes payload) {
    return new Packet(headers, payload, Bytes.NONE, Bytes.NONE, Bytes.NONE);
  }

  /** The frame, as it is on the wire. */
  public Bytes bytes() {
    List<Bytes> parts = new ArrayList<>();
    for (Header header : headers) {
      parts.add(header.bytes());
    }
    parts.addAll(List.of(payload, surplus, padding, fcs));
    return Bytes.join(parts);
  }

  /** Length of the frame, in bytes. */
  public int size() {
    return unpadded() + padding.length() + fcs.length();
  }

  /** Without padding and FCS. */
  int unpadded() {
    int size = payload.length() + surplus.length();
    for (Header header : headers) {
      size += header.size();
    }
    return size;
  }

  /** What a capture of it says that it begins with. */
  public Link link() {
    if (headers.isEmpty() || headers.getFirst() instanceof Ethernet) {
      return fcs.isEmpty() ? Link.ETHERNET : Link.ETHERNET_WITH_FCS;
    }
    return headers.getFirst() instanceof Sll ? Link.COOKED : Link.RAW_IP;
  }

  /** The outermost header of a kind. */
  public <T extends Header> Optional<T> header(Class<T> kind) {
    for (Header header : headers) {
      if (kind.isInstance(header)) {
        return Optional.of(kind.cast(header));
      }
    }
    return Optional.empty();
  }

  /** With every header of a kind changed, and nothing else: no length, no checksum. */
  public <T extends Header> Packet with(Class<T> kind, UnaryOperator<T> change) {
    List<Header> changed = new ArrayList<>();
    for (Header header : headers) {
      changed.add(kind.isInstance(header) ? change.apply(kind.cast(header)) : header);
    }
    return withHeaders(changed);
  }

  public Packet withHeaders(List<Header> newHeaders) {
    return new Packet(newHeaders, payload, surplus, padding, fcs);
  }

  public Packet withPayload(Bytes newPayload) {
    return new Packet(headers, newPayload, surplus, padding, fcs);
  }

  /** With every length, and every field that names the next header, as it should be. */
  public Packet fitted() {
    return withHeaders(Wrap.fitted(this));
  }

  /**
   * Filled up to 60 bytes with zeros, if it is a frame. Where no length tells the payload's end,
   * the fill becomes payload: nobody can tell them apart.
   */
  public Packet padded() {
    if (headers.isEmpty() || !(headers.getFirst() instanceof Ethernet)) {
      return new Packet(headers, payload, surplus, Bytes.NONE, fcs);
    }
    Bytes fill = Bytes.zeros(Math.max(0, Ethernet.SHORTEST - unpadded()));
    return Order.saysLength(headers)
        ? new Packet(headers, payload, surplus, fill, fcs)
        : new Packet(headers, payload.plus(fill), surplus, Bytes.NONE, fcs);
  }

  /** With every checksum as it should be; the FCS stays as it is. */
  public Packet checksummed() {
    return withHeaders(Wrap.checksummed(this));
  }

  /** With an FCS over all bytes as they are. */
  public Packet withFcs() {
    return new Packet(headers, payload, surplus, padding, Fcs.of(withoutFcs().bytes()));
  }

  public Packet withoutFcs() {
    return new Packet(headers, payload, surplus, padding, Bytes.NONE);
  }

  /** Everything as it should be; an FCS is made anew where there is one. */
  public Packet sealed() {
    Packet right = fitted().padded().checksummed();
    return fcs.isEmpty() ? right : right.withFcs();
  }
}
