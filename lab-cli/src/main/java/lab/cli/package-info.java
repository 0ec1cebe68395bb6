/**
 * The command line. {@link lab.cli.Main} lists the commands; each has a package of its own, above
 * what all of them share.
 */
package lab.cli;
