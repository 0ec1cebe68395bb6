/**
 * Where runs are kept: a folder per run, written so that nothing half-written ever looks whole.
 *
 * <p>Start with {@link lab.cli.results.RunFolder}.
 */
package lab.cli.results;
