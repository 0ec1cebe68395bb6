/** Runs as they lie in folders: found, read, and what each of their verdicts rests on. */
package lab.cli.report.kept;
