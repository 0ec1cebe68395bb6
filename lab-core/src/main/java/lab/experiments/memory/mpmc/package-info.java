/**
 * <strong>The question.</strong> A producer first reserves a slot by moving the tail, and commits
 * its payload to it later. Why is that safe with a plain increment of the index for one producer,
 * and with a compare-and-set only for two?
 *
 * <p><strong>What to predict.</strong> Producer1 sends 11, producer2 sends 22, eight slots.
 * Producer1 has read the tail, and producer2 steals it: reads and moves it in one step. What does
 * producer1 do next if it does not look again, and how many steps until a payload is gone? And with
 * a compare-and-set: producer1 has reserved slot 0 and is held up; producer2 has published slot 1.
 * What can the consumer take?
 *
 * <p><strong>What is modelled.</strong> {@code lab.concurrent.ring.MpmcRing} under its step labels:
 * indices, the sequence of each slot, payloads. TAIL is the producers' index, HEAD the consumer's.
 * A step of a producer reads the tail and its slot's sequence, or reserves, or writes, or
 * publishes; {@code producer2.steal} is the first two at once. Each producer sends five messages,
 * so that the ring fills up and is lapped (four where two reserve plainly: there it breaks long
 * before). The consumer takes one message a step. {@code grain=accesses} steps through every access
 * under a memory model, one message of each producer. With {@code mode=opaque} under {@code java}
 * the consumer takes a slot whose payload it does not see: that is what release and acquire of the
 * sequence are for.
 *
 * <p>The known weakness is shown, not mended: the ring is not lock-free. {@code blocked} is reached
 * in five steps in every setting with two producers; with {@code stall=on} producer1 may stop for
 * good behind its reservation, and then {@code drains} breaks: all behind its slot is lost to the
 * consumer.
 *
 * <p><strong>What is not.</strong> More than one consumer (the real ring allows any number; its
 * tests have them); time, hence what contention costs; the capacity of the real ring. The loss that
 * {@code one-slot} finds needs six steps: in three, two producers own one slot already ({@code
 * one-owner}), in six one has written over what the other had published.
 *
 * <p><strong>Sources.</strong> D. Vyukov, "Bounded MPMC queue", 1024cores.net, 2011; M. Michael and
 * M. Scott, PODC 1996, for what lock-freedom asks of a queue; JCTools, {@code MpmcArrayQueue}.
 */
package lab.experiments.memory.mpmc;
