/**
 * The ground of every command: the console, exit codes, what is typed.
 *
 * <p>Start with {@link lab.cli.command.LabCommand}.
 */
package lab.cli.command;
