/**
 * The list of rooms and what each of them owes: controls, a machine, claims and evidence.
 *
 * <p>Start with {@link lab.catalog.Experiment}.
 */
package lab.catalog;
