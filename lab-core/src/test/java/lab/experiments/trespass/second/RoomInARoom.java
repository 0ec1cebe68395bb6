package lab.experiments.trespass.second;

import lab.experiments.trespass.first.RoomWithAClock;

/** Breaks a wall on purpose: a room that uses another. */
public final class RoomInARoom {
  RoomWithAClock other = new RoomWithAClock();
}
