/**
 * Stress tests of room memory/spsc: a ring without access modes, a peer, and the wait of a poll.
 */
package lab.stress.memory.spsc;
