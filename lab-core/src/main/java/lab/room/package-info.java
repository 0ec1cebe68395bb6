/**
 * What a room declares: controls, a machine with its picture, evidence, and one sentence. What can
 * be asked of an engine is not declared.
 *
 * <p>Start with {@link lab.room.Room}.
 */
package lab.room;
