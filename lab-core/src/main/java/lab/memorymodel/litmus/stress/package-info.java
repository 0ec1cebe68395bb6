/**
 * The jcstress tests of the shapes: their sources, written at build time, and what the models allow
 * each of them to show.
 *
 * <p>Knows jcstress by its names only. {@link lab.memorymodel.litmus.stress.StressSources} is run
 * by lab-stress's build before it compiles; {@link lab.memorymodel.litmus.stress.StressCase} is
 * what a room and a generated test have in common.
 */
package lab.memorymodel.litmus.stress;
