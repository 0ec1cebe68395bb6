/**
 * {@code lab run}, {@code stress} and {@code bench}: a session of runs, each kept as it goes on and
 * judged at its end.
 *
 * <p>Start with {@link lab.cli.run.Session}.
 */
package lab.cli.run;
