/**
 * Runs of one experiment held against each other: where they differ, whether that may be noise, and
 * what in the two machines may be the reason.
 */
package lab.cli.report.compare;
