package lab.room.trespass;

import lab.experiments.trespass.first.RoomWithAClock;

/** Breaks a wall on purpose: what every room uses knows a room. */
public final class DeclarationWithARoom {
  RoomWithAClock room;
}
