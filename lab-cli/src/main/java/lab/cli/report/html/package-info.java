/**
 * The report as one file for a browser: no script, no network, and everything that matters in print
 * too. Start with {@link lab.cli.report.html.Page}.
 */
package lab.cli.report.html;
