/**
 * The mechanisms of a CPU, each in a package of its own: {@code cache}, {@code coherence}, {@code
 * tlb}, {@code branch}. They know no room and no machine, so that any trace can be run through
 * them.
 */
package lab.cpu;
