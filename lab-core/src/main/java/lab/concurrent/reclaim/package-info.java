/**
 * When may memory be used again that somebody may still be reading? {@link
 * lab.concurrent.reclaim.EpochDomain} holds back what writers unlink until every reader that could
 * have seen it has left; {@link lab.concurrent.reclaim.Slab} is memory for it outside the heap,
 * poisoned when it is freed, so that reading too late is seen and not merely wrong.
 */
package lab.concurrent.reclaim;
