/**
 * Room memory/spsc: a ring between one producer and one consumer.
 *
 * <p><b>The question.</b> Two threads share a ring of slots: one puts in at the tail, the other
 * takes out at the head, and neither takes a lock. What keeps the consumer from a message that is
 * not yet written, and the producer from a slot that is not yet read?
 *
 * <p><b>What to predict.</b> What can go wrong when slots and indices are plain, or opaque? Which
 * of it can this CPU show, and who does it, the CPU or the compiler? Must the producer read the
 * consumer's index at all? Which of the ring's accesses could be weaker and nobody would notice?
 * How many cache lines does a message move, and how many if there is a lock instead?
 *
 * <p><b>What is modelled.</b> {@code offer} and {@code poll} of {@code
 * lab.concurrent.ring.SpscRing}, access by access under the labels of the class, with two laps of
 * messages (one and a half where there are eight slots), so that slots are used again. A message's
 * contents are written before it is offered and read after it was polled. Beside it, for {@code
 * --orderings}: the ring in bulk, the two ways to mix, and the rings of longs and of records. The
 * picture's TAIL is the producer's index, where it puts the next message, and its HEAD the
 * consumer's, where it takes the next; other authors have them the other way round. The cost is
 * counted in cache lines that change cores when both sides take turns.
 *
 * <p><b>What is not.</b> Indices that wrap around (2<sup>63</sup> messages). Time: a refused offer
 * and an empty poll are loops that come round to the same state. More than one producer, which is
 * room memory/mpmc. The caller's accesses to the contents are plain in every mode but volatile.
 * Load buffering, which RC11 forbids and AArch64 allows for opaque accesses: P1 and C3 of the rings
 * of longs and records have no witness here that would need it.
 *
 * <p><b>Sources.</b> L. Lamport, "Proving the correctness of multiprocess programs" (IEEE TSE
 * 1977); J. Giacomoni, T. Moseley, M. Vachharajani, "FastForward for efficient pipeline
 * parallelism" (PPoPP 2008); P. Lee, T. Bu, G. Chandranmenon, "A lock-free, cache-efficient
 * multi-core synchronization mechanism" (IPDPS 2010); the source of {@link
 * java.util.concurrent.ArrayBlockingQueue}.
 */
package lab.experiments.memory.spsc;
