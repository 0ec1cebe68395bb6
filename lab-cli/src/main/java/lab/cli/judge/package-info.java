/**
 * Holds what this machine did against what the model says: one word and one sentence for each row.
 *
 * <p>Start with {@link lab.cli.judge.Judge}, which is the table of words.
 */
package lab.cli.judge;
