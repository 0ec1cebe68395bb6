package lab.memorymodel;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import lab.memorymodel.Program.Line;
import lab.memorymodel.Program.ThreadCode;

/**
 * Writes the code of a thread from top to bottom. Registers, cells and the places that branches go
 * to have names, and what a line is shown as follows from its instruction.
 *
 * <p>An access shares a step label, such as {@code P2}, with the real class; {@link #NONE} where
 * the class has no such access. Its verb is that of its action.
 */
public final class Script {
  /** The label of a line that the real class does not have. */
  public static final String NONE = "";

  /**
   * One way of a choice, as {@link Instruction.Choose.Way}, with a place to go on at.
   *
   * @param otherwise why it is not open while the guard is 0; empty: nobody expects it
   */
  public record Way(String verb, String arg, Expr guard, String place, String otherwise) {
    /** A way of which nothing is said while it is not open. */
    public Way(String verb, String arg, Expr guard, String place) {
      this(verb, arg, guard, place, "");
    }
  }

  private final Registers registers;
  private final List<Function<Map<String, Integer>, Line>> lines = new ArrayList<>();
  private final Map<String, Integer> places = new LinkedHashMap<>();
  private boolean begins;

  public Script(Registers registers) {
    this.registers = registers;
  }

  /** Names the place in front of the next line. */
  public Script place(String name) {
    if (places.put(name, lines.size()) != null) {
      throw new IllegalArgumentException("there are two places " + name);
    }
    return this;
  }

  /** An operation begins at the next line: with {@link Grain#OPERATIONS} a step ends there. */
  public Script begin() {
    begins = true;
    return this;
  }

  public Script load(String label, String verb, Reg into, Target from, AccessMode mode) {
    return access(
        label,
        verb,
        into.name() + " = " + from.words(),
        new Instruction.Load(into.number(), from.cell(), mode));
  }

  public Script store(String label, String verb, Target to, Expr value, AccessMode mode) {
    return access(
        label,
        verb,
        to.words() + " = " + value.words(),
        new Instruction.Store(to.cell(), value.plain(), mode));
  }

  /** {@code found = CAS(target, expected, update)}: found is what was there before. */
  public Script compareAndExchange(
      String label,
      String verb,
      Reg found,
      Target target,
      Expr expected,
      Expr update,
      AccessMode mode) {
    return access(
        label,
        verb,
        found.name()
            + " = CAS("
            + target.words()
            + ", "
            + expected.words()
            + ", "
            + update.words()
            + ")",
        new Instruction.CompareAndExchange(
            found.number(),
            Optional.empty(),
            target.cell(),
            expected.plain(),
            update.plain(),
            mode,
            false));
  }

  /** {@code old = target; target = value} in one step. */
  public Script exchange(
      String label, String verb, Reg old, Target target, Expr value, AccessMode mode) {
    return access(
        label,
        verb,
        old.name() + " = exchange(" + target.words() + ", " + value.words() + ")",
        new Instruction.Exchange(old.number(), target.cell(), value.plain(), mode));
  }

  /** {@code old = target; target = old + delta} in one step. */
  public Script fetchAdd(
      String label, String verb, Reg old, Target target, Expr delta, AccessMode mode) {
    return access(
        label,
        verb,
        old.name() + " = fetch-add(" + target.words() + ", " + delta.words() + ")",
        new Instruction.FetchAdd(old.number(), target.cell(), delta.plain(), mode));
  }

  public Script fence(String label, String verb, FenceKind kind) {
    String text =
        switch (kind) {
          case FULL -> "full fence";
          case ACQUIRE -> "acquire fence";
          case RELEASE -> "release fence";
          case HEAVY -> "membarrier";
        };
    return access(label, verb, text, new Instruction.Fence(kind));
  }

  /** {@code register = value}; local. */
  public Script assign(Reg register, Expr value) {
    return local(
        register.name() + " = " + value.words(),
        new Instruction.Assign(register.number(), value.plain()));
  }

  /**
   * {@code register = 0} for each: what nobody reads any more would only multiply the states. The
   * real code has no such line, so none is shown.
   */
  public Script forget(Reg... all) {
    for (Reg register : all) {
      local("", new Instruction.Assign(register.number(), Expr.constant(0)));
    }
    return this;
  }

  /** A line of the model's own, that is not shown. */
  public Script note(Reg register, Expr value) {
    return local("", new Instruction.Assign(register.number(), value.plain()));
  }

  /** Goes on at the place if the condition is not 0. Local. */
  public Script branch(Expr condition, String place) {
    boolean begun = take();
    lines.add(at ->
        new Line(
            new Instruction.Branch(condition.plain(), resolve(at, place)),
            "",
            "if " + condition.words() + ": " + place,
            Optional.empty(),
            begun));
    return this;
  }

  /** Goes on at the place. Local. */
  public Script jump(String place) {
    boolean begun = take();
    lines.add(at ->
        new Line(new Instruction.Jump(resolve(at, place)), "", place, Optional.empty(), begun));
    return this;
  }

  /** The claim of that name is broken if the condition is 0 here. Local. */
  public Script check(Expr condition, String claim) {
    return local("", new Instruction.Assert(condition.plain(), claim));
  }

  /** A choice, at which an operation begins. */
  public Script choose(Way... ways) {
    take();
    List<Way> all = List.of(ways);
    lines.add(at -> {
      List<Instruction.Choose.Way> resolved = new ArrayList<>();
      for (Way w : all) {
        resolved.add(
            new Instruction.Choose.Way(
                w.verb(), w.arg(), w.guard().plain(), resolve(at, w.place()), w.otherwise()));
      }
      List<String> words = all.stream().map(w -> (w.verb() + " " + w.arg()).strip()).toList();
      return new Line(
          new Instruction.Choose(resolved),
          "choose",
          "choose: " + String.join(", ", words),
          Optional.empty(),
          true);
    });
    return this;
  }

  private Script access(String label, String verb, String text, Instruction instruction) {
    Optional<String> shared = label.equals(NONE) ? Optional.empty() : Optional.of(label);
    Line line = new Line(instruction, verb, text, shared, take());
    lines.add(_ -> line);
    return this;
  }

  private Script local(String text, Instruction instruction) {
    Line line = new Line(instruction, "", text, Optional.empty(), take());
    lines.add(_ -> line);
    return this;
  }

  private boolean take() {
    boolean begun = begins;
    begins = false;
    return begun;
  }

  private static int resolve(Map<String, Integer> places, String name) {
    Integer line = places.get(name);
    if (line == null) {
      throw new IllegalArgumentException("there is no place " + name + " in " + places.keySet());
    }
    return line;
  }

  /** The thread, places resolved. A place named after the last line is its end. */
  public ThreadCode thread() {
    List<Line> resolved = lines.stream().map(l -> l.apply(places)).toList();
    return new ThreadCode(registers.actor(), registers.names(), resolved);
  }
}
