/**
 * <strong>The question.</strong> A compare-and-set succeeds if it finds the value it expects. Is
 * that the same as nothing having happened?
 *
 * <p><strong>What to predict.</strong> A stack A → B → C. Thread T1 is popping: it has read head =
 * A and A.next = B, and is held up before its CAS(head, A, B). What must T2 do so that this CAS
 * succeeds and ruins the stack? How much longer must it go on if every change of the head also
 * increments a tag of two bits beside it? Of eight?
 *
 * <p><strong>What is modelled.</strong> The code of {@code lab.concurrent.stack}, as a program: T1
 * pops once, T2 pops, frees what it popped, and pushes again what is free, in any order and for as
 * long as it likes. By default an operation of T2 is one step and T1's pop is two, so that only the
 * interleaving counts; {@code grain=accesses} steps through every load and store under a memory
 * model, with at most four operations of T2. ABA is not a memory-model matter: {@code
 * mode=volatile} breaks like the others. The tag is no cure for wrong orderings either: with {@code
 * mode=opaque} under {@code java} even an unbounded tag breaks, for T1 may read a new head and an
 * old next.
 *
 * <p>A tag of n bits comes round after 2<sup>n</sup> changes, so every finite tag breaks; the fixed
 * preset has a tag that never does. The real {@code TaggedStack} has up to 32 bits.
 *
 * <p><strong>What is not.</strong> The contents of nodes; more than one thread that is held up;
 * time, hence how likely it is that T1 sleeps for exactly so many changes. Other cures (hazard
 * pointers, epochs, load-linked/store-conditional) are other rooms.
 *
 * <p><strong>Sources.</strong> R. K. Treiber, "Systems programming: coping with parallelism", IBM
 * RJ 5118, 1986; IBM System/370 Principles of Operation, GA22-7000, appendix A, where a counter
 * beside the pointer answers the problem; M. Michael and M. Scott, PODC 1996.
 */
package lab.experiments.memory.aba;
