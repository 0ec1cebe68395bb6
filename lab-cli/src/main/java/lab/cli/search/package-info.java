/** Searching: {@code lab break} over rooms and {@code lab litmus} over files. */
package lab.cli.search;
