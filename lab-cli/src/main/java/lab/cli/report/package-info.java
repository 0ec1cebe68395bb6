/**
 * {@code lab report}: what runs found, side by side, in the terminal and as one file for a browser.
 *
 * <p>{@link lab.cli.report.kept} finds and reads runs; {@link lab.cli.report.compare} holds runs of
 * one experiment against each other; {@link lab.cli.report.told} is what a report says, as a
 * document; {@link lab.cli.report.html} writes the file.
 */
package lab.cli.report;
