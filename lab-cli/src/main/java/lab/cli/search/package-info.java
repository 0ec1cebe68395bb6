/**
 * {@code lab break}: searching rooms for the shortest schedule that breaks a claim.
 *
 * <p>Start with {@link lab.cli.search.Search}.
 */
package lab.cli.search;
