/**
 * <strong>The question.</strong> A thread reads a number, computes a new one and writes it back.
 * What must the write look at, and how often may it have to begin again?
 *
 * <p><strong>What to predict.</strong> The adder adds 1 in three steps: read, compute, write. The
 * intruder adds 10 in one step, and may come between any two of the adder's. Where must it come so
 * that its addition is lost? With a compare-and-set in place of the write nothing is lost; but how
 * many times can the adder be sent back if the intruder may write three times, and what does the
 * intruder have to do to keep the adder from ever finishing?
 *
 * <p><strong>What is modelled.</strong> The loop of {@code lab.concurrent.counter.CasCounter} under
 * its step labels, and the intruder as an exchange-and-add. The writing step is called {@code
 * adder.cas} even where it is a bare store, so that one schedule can be held against both.
 * Read-modify-writes are atomic in every access mode: {@code mode=plain} loses no update either;
 * what the modes order is the memory around the number. {@code grain=accesses} runs the loop under
 * a memory model, where the adder's read may be stale under {@code java} and a bare store waits in
 * the adder's buffer under {@code tso}.
 *
 * <p>Lock-free: each failure of the adder is paid for by a success of the intruder. Not wait-free:
 * for every number of writes that the intruder is given, the adder can be made to fail as often, so
 * there is no bound to what it may need. A search over finitely many writes shows the first few of
 * these; the pattern is the same for all.
 *
 * <p><strong>What is not.</strong> Time, hence how likely a failure is and what back-off does to
 * it; more than two threads; weak compare-and-sets, which may fail for no reason and for which the
 * claim {@code vain-failure} would not hold.
 *
 * <p><strong>Sources.</strong> M. Herlihy, "Wait-free synchronization", TOPLAS 13(1), 1991; T. E.
 * Anderson, "The performance of spin lock alternatives for shared-memory multiprocessors", TPDS
 * 1(1), 1990 (back-off); Intel SDM volume 3A, section on locked atomic operations.
 */
package lab.experiments.memory.cas;
