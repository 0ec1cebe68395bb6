/**
 * Asks this machine: runs the evidence of an experiment in child JVMs.
 *
 * <p>Start with {@link lab.cli.ask.Engine}: one per measuring tool.
 */
package lab.cli.ask;
