/** What a report says, as a document: the terminal and the page both read it. */
package lab.cli.report.told;
