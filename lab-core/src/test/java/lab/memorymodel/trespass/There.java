package lab.memorymodel.trespass;

import lab.memorymodel.trespass.back.Back;

/** Breaks a wall on purpose, together with {@link Back}: two packages that know each other. */
public final class There {
  Back back;
}
