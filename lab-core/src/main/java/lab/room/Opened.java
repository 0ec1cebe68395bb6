package lab.room;

import lab.net.frame.Link;
import lab.net.frame.Pcap;

/**
 * A packet of somebody's capture, to be looked at in a room.
 *
 * @param link what it begins with
 * @param packet its bytes, and how many of them there were on the wire
 * @param number in the capture, from 1
 */
public record Opened(Link link, Pcap.Captured packet, int number) {}
