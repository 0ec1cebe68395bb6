/**
 * Stress tests of room memory/spsc. The rings that ship, where they could go wrong: publication,
 * the end of a lap, full against empty, the wait of a poll. Beside them a peer, and broken twins,
 * which show what the shipped ones never may.
 */
package lab.stress.memory.spsc;
