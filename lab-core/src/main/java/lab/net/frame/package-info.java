/**
 * Frames byte for byte: {@link lab.net.frame.Packet} is a list of headers around a payload, {@link
 * lab.net.frame.Peel} finds them again, and {@code Peel.of(packet.bytes())} is the packet. Headers
 * hold what the wire holds, lengths and checksums included, right or wrong; {@link
 * lab.net.frame.Packet#sealed()} makes them right. What cannot be read is refused with layer,
 * offset and what was expected; what is read and wrong is a finding beside its layer.
 *
 * <p>Immutable values, which know no room, no file and no clock.
 */
package lab.net.frame;
