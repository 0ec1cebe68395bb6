package lab.memorymodel;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Writes the code of a thread from top to bottom, with names for the places that branches go to
 * instead of line numbers.
 */
public final class Listing {
  private final List<Function<Map<String, Integer>, Program.Line>> lines = new ArrayList<>();
  private final Map<String, Integer> places = new LinkedHashMap<>();

  /** Names the place in front of the next line. */
  public Listing place(String name) {
    if (places.put(name, lines.size()) != null) {
      throw new IllegalArgumentException("there are two places " + name);
    }
    return this;
  }

  /** An access that shares a step label with the real class. */
  public Listing access(String label, String verb, String text, Instruction instruction) {
    return line(new Program.Line(instruction, verb, text, Optional.of(label), false));
  }

  /** An access that shares a step label with the real class, and at which an operation begins. */
  public Listing operation(String label, String verb, String text, Instruction instruction) {
    return line(new Program.Line(instruction, verb, text, Optional.of(label), true));
  }

  /** A line that the real class does not have. */
  public Listing unlabelled(String verb, String text, Instruction instruction) {
    return line(Program.Line.of(instruction, verb, text));
  }

  /** A line that the real class does not have, and at which an operation begins. */
  public Listing begin(String verb, String text, Instruction instruction) {
    return line(new Program.Line(instruction, verb, text, Optional.empty(), true));
  }

  /** The claim of that name is broken if the condition is 0 here. */
  public Listing check(Expr condition, String claim, String text) {
    return line(Program.Line.of(new Instruction.Assert(condition, claim), "", text));
  }

  public Listing assign(int register, Expr value, String text) {
    return line(Program.Line.of(new Instruction.Assign(register, value), "", text));
  }

  public Listing branch(Expr condition, String place, String text) {
    lines.add(
        at -> Program.Line.of(new Instruction.Branch(condition, resolve(at, place)), "", text));
    return this;
  }

  public Listing jump(String place, String text) {
    lines.add(at -> Program.Line.of(new Instruction.Jump(resolve(at, place)), "", text));
    return this;
  }

  /** A choice, at which an operation begins. */
  public Listing choose(String text, Way... ways) {
    List<Way> all = List.of(ways);
    lines.add(at -> {
      List<Instruction.Choose.Way> resolved = new ArrayList<>();
      for (Way w : all) {
        resolved.add(
            new Instruction.Choose.Way(
                w.verb(), w.arg(), w.guard(), resolve(at, w.place()), w.otherwise()));
      }
      return new Program.Line(
          new Instruction.Choose(resolved), "choose", text, Optional.empty(), true);
    });
    return this;
  }

  /** As {@link Instruction.Choose.Way}, with a place to go on at. */
  public record Way(String verb, String arg, Expr guard, String place, String otherwise) {
    /** A way of which nothing is said while it is not open. */
    public Way(String verb, String arg, Expr guard, String place) {
      this(verb, arg, guard, place, "");
    }
  }

  /** The lines, places resolved. A place named after the last line is the end of the thread. */
  public List<Program.Line> lines() {
    return lines.stream().map(l -> l.apply(places)).toList();
  }

  private Listing line(Program.Line line) {
    lines.add(_ -> line);
    return this;
  }

  private static int resolve(Map<String, Integer> places, String name) {
    Integer line = places.get(name);
    if (line == null) {
      throw new IllegalArgumentException("there is no place " + name + " in " + places.keySet());
    }
    return line;
  }
}
