package lab.memorymodel.trespass.back;

import lab.memorymodel.trespass.There;

/** Breaks a wall on purpose, together with {@link There}: two packages that know each other. */
public final class Back {
  There there;
}
