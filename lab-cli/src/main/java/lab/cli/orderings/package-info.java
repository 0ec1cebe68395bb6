/**
 * Ordering mutation: each labelled access of a shipped class is weakened in turn, in the program
 * that models it and in the class itself, to see what notices.
 *
 * <p>Start with {@link lab.cli.orderings.OrderingModel}.
 */
package lab.cli.orderings;
