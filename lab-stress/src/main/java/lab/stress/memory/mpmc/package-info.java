/**
 * {@link lab.concurrent.ring.MpmcRing} where two threads come to one slot, beside a ring in
 * miniature that reserves its slots plainly.
 */
package lab.stress.memory.mpmc;
