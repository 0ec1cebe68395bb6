/**
 * Room memory/rcu: readers without locks, and a writer that must not free too early.
 *
 * <p><b>The question.</b> A writer unlinks a node that readers find by a pointer, without a lock.
 * Readers that enter later cannot find it. When have those left that found it before?
 *
 * <p><b>What to predict.</b> How many operations does it take until a reader holds memory that was
 * freed at once? A reader announces itself (pins) before it follows the pointer, and the writer
 * looks at the announcements before it frees: is release and acquire enough for that? Which CPU
 * shows that it is not? Who can pay for the fence instead of the readers? What becomes of the
 * writer when a reader never leaves?
 *
 * <p><b>What is modelled.</b> The code of {@code lab.concurrent.reclaim}: {@code EpochReader}'s pin
 * and unpin around a load of the pointer and reads of the node, and the grace period of {@code
 * EpochDomain}. Pin and unlinking are the store buffering shape: each side writes, then reads what
 * the other wrote. The writer retires up to three nodes and looks whether it may free without
 * waiting, as {@code retire} does; when two are held back, retiring one more reports that it is
 * full; at the end it waits, as {@code synchronize} does. {@code pin=asymmetric} is {@code
 * membarrier} on the writer's side and nothing in the reader's. The cost of a reader is counted in
 * full fences and atomic updates.
 *
 * <p><b>What is not.</b> Time: the length of a grace period is counted in steps, and measured on
 * the host. More than one section of a reader, and more than one writer (they exclude each other by
 * a lock). That reuse of freed memory is safe follows from the same claims. Load buffering, which
 * RC11 forbids: that R4 must be a release has a witness here only as a plain store.
 *
 * <p><b>Sources.</b> M. Desnoyers, P. McKenney, A. Stern, M. Dagenais, J. Walpole, "User-level
 * implementations of read-copy update" (IEEE TPDS 2012); K. Fraser, "Practical lock-freedom"
 * (Cambridge, UCAM-CL-TR-579, 2004); the manual page membarrier(2); the source of {@link
 * java.util.concurrent.locks.StampedLock}.
 */
package lab.experiments.memory.rcu;
