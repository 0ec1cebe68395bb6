/**
 * The command line: one class per command, and what all of them share.
 *
 * <p>Start with {@link lab.cli.Main}, which lists the commands, then {@link lab.cli.LabCommand}.
 */
package lab.cli;
