/**
 * Machines, the claims made of them, and the search that decides the claims. Knows no experiment.
 *
 * <p>Start with {@link lab.explore.Machine}, then {@link lab.explore.Claim}, then {@link
 * lab.explore.Explorer} with {@link lab.explore.SequentialExplorer}, the search that it is held
 * against.
 */
package lab.explore;
