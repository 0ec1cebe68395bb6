package lab.catalog;

import java.util.function.Function;
import lab.explore.Machine;
import lab.stage.Stage;

/**
 * A machine and how to draw its states: what an experiment becomes once its controls are set.
 *
 * @param machine what is driven and searched
 * @param picture the picture of a state
 */
public record Scene<S>(Machine<S> machine, Function<S, Stage> picture) {}
