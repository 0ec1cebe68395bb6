/**
 * Two hosts, a net that loses and repeats, and what they believe of each other: see {@code
 * room.md}.
 */
package lab.experiments.net.handshake;
