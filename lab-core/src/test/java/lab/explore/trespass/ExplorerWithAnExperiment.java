package lab.explore.trespass;

import lab.room.Settings;

/** Breaks a wall on purpose: an engine that knows the settings of a room. */
public final class ExplorerWithAnExperiment {
  Settings settings;
}
