/**
 * All-reduce as values: every rank has a vector and all of them want the sum. {@link
 * lab.net.collective.Algorithm} makes a {@link lab.net.collective.Plan}: who sends which part of
 * the vector to whom in which step. A plan can be run on numbers ({@link
 * lab.net.collective.Vectors}), rank by rank at their own pace ({@link lab.net.collective.Ranks}),
 * counted and timed ({@link lab.net.collective.Cost}).
 *
 * <p>Immutable values that know no room, no thread and no clock. Left out: topology (every pair has
 * a link of its own, though one may be slow), segments within a part, and protocols of a message
 * (eager, rendezvous).
 */
package lab.net.collective;
