package lab.room;

import java.util.List;
import lab.explore.Claim;
import lab.memorymodel.Program;
import lab.memorymodel.ProgramState;

/**
 * A shipped class and the program that models it, held together by step labels: what {@code
 * --orderings} weakens, access by access.
 *
 * @param name what it is called, as in {@code ring}
 * @param realClass binary name of the class
 * @param program as shipped, small enough to be explored under {@code tso} and {@code java}
 * @param claims what must hold of it; what notices a weakened access is one of these
 */
public record Structure(
    String name, String realClass, Program program, List<Claim<ProgramState>> claims) {
  public Structure {
    claims = List.copyOf(claims);
  }

  public Structure(
      String name, Class<?> realClass, Program program, List<Claim<ProgramState>> claims) {
    this(name, realClass.getName(), program, claims);
  }
}
