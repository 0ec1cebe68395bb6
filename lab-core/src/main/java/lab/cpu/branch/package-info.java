/**
 * Branch prediction as values: predictors are rules over numbered cells, traces are lists of
 * outcomes. Knows no room, no explorer and no picture, so that rooms and long traces share it.
 *
 * <p>{@link lab.cpu.branch.Predictor} is the one rule of each predictor. {@link
 * lab.cpu.branch.Learned} holds its cells as a value, for machines that are stepped and undone;
 * {@link lab.cpu.branch.Replayed} holds them in one array, for long traces.
 */
package lab.cpu.branch;
