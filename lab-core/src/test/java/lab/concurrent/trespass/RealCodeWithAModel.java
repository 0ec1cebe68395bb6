package lab.concurrent.trespass;

import lab.explore.Schedule;

/** Breaks a wall on purpose: real code that knows a schedule. */
public final class RealCodeWithAModel {
  Schedule schedule = Schedule.empty();
}
