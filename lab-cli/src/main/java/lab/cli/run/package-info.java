/**
 * Asks this machine: runs the evidence of an experiment in child JVMs and compares what it did with
 * what the model says.
 *
 * <p>Start with {@link lab.cli.run.Engine}: one per measuring tool.
 */
package lab.cli.run;
