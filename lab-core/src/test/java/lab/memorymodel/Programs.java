package lab.memorymodel;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import lab.memorymodel.Expr.Operator;
import lab.memorymodel.Instruction.Cell;
import lab.memorymodel.Program.Line;

/** Programs for tests, built line by line. */
final class Programs {
  private final List<Program.SharedCell> cells = new ArrayList<>();
  private final List<Program.ThreadCode> threads = new ArrayList<>();
  private final String name;

  private Programs(String name, String... cellNames) {
    this.name = name;
    for (String cell : cellNames) {
      cells.add(new Program.SharedCell(cell, 0));
    }
  }

  static Programs named(String name, String... cells) {
    return new Programs(name, cells);
  }

  Programs thread(String thread, Line... lines) {
    threads.add(new Program.ThreadCode(thread, List.of("r0", "r1", "r2"), List.of(lines)));
    return this;
  }

  Program build() {
    return new Program(name, cells, threads);
  }

  static Line load(String verb, int register, int cell, AccessMode mode) {
    return Line.of(
        new Instruction.Load(register, Cell.at(cell), mode), verb, "r" + register + " = " + verb);
  }

  static Line store(String verb, int cell, int value, AccessMode mode) {
    return Line.of(
        new Instruction.Store(Cell.at(cell), Expr.constant(value), mode),
        verb,
        verb + " = " + value);
  }

  static Line fence(FenceKind kind) {
    return Line.of(new Instruction.Fence(kind), "fence", kind + " fence");
  }

  static Line cas(String verb, int cell, int expected, int update, AccessMode mode, boolean weak) {
    return Line.of(
        new Instruction.CompareAndExchange(
            0,
            Optional.of(1),
            Cell.at(cell),
            Expr.constant(expected),
            Expr.constant(update),
            mode,
            weak),
        verb,
        "cas");
  }

  static Line add(String verb, int cell, AccessMode mode) {
    return Line.of(
        new Instruction.FetchAdd(0, Cell.at(cell), Expr.constant(1), mode), verb, verb + "++");
  }

  /** Goes on at {@code target} if the register has the value. */
  static Line branch(int register, Operator operator, int value, int target) {
    return Line.of(
        new Instruction.Branch(Expr.of(Expr.reg(register), operator, Expr.constant(value)), target),
        "",
        "if (r%d %s %d) goto %d".formatted(register, operator.symbol(), value, target));
  }

  static Line check(int register, int value, String claim) {
    return Line.of(new Instruction.Assert(Expr.eq(Expr.reg(register), value), claim), "", "assert");
  }

  static Line operation(Line line) {
    return new Line(line.instruction(), line.verb(), line.text(), line.label(), true);
  }

  static Program storeBuffering(AccessMode store, AccessMode load) {
    return named("SB", "x", "y")
        .thread("p", store("x", 0, 1, store), load("y", 0, 1, load))
        .thread("q", store("y", 1, 1, store), load("x", 0, 0, load))
        .build();
  }

  static Program messagePassing(AccessMode store, AccessMode load) {
    return named("MP", "data", "ready")
        .thread("p", store("data", 0, 42, AccessMode.PLAIN), store("ready", 1, 1, store))
        .thread("c", load("ready", 0, 1, load), load("data", 1, 0, AccessMode.PLAIN))
        .build();
  }

  static Program all(String shape, AccessMode store, AccessMode load) {
    return switch (shape) {
      case "SB" -> storeBuffering(store, load);
      case "MP" ->
          named("MP", "x", "y")
              .thread("p", store("x", 0, 1, store), store("y", 1, 1, store))
              .thread("c", load("y", 0, 1, load), load("x", 1, 0, load))
              .build();
      case "LB" ->
          named("LB", "x", "y")
              .thread("p", load("x", 0, 0, load), store("y", 1, 1, store))
              .thread("q", load("y", 0, 1, load), store("x", 0, 1, store))
              .build();
      case "S" ->
          named("S", "x", "y")
              .thread("p", store("x", 0, 2, store), store("y", 1, 1, store))
              .thread("q", load("y", 0, 1, load), store("x", 0, 1, store))
              .build();
      case "R" ->
          named("R", "x", "y")
              .thread("p", store("x", 0, 1, store), store("y", 1, 1, store))
              .thread("q", store("y", 1, 2, store), load("x", 0, 0, load))
              .build();
      case "CoRR" ->
          named("CoRR", "x")
              .thread("p", store("x", 0, 1, store))
              .thread("q", load("x", 0, 0, load), load("again", 1, 0, load))
              .build();
      case "IRIW" ->
          named("IRIW", "x", "y")
              .thread("p", store("x", 0, 1, store))
              .thread("q", store("y", 1, 1, store))
              .thread("a", load("x", 0, 0, load), load("y", 1, 1, load))
              .thread("b", load("y", 0, 1, load), load("x", 1, 0, load))
              .build();
      default -> throw new IllegalArgumentException(shape);
    };
  }

  /** {@code while (!ready);} and then reads the data. */
  static Program spin(AccessMode store, AccessMode load) {
    return named("spin", "data", "ready")
        .thread("p", store("data", 0, 42, AccessMode.PLAIN), store("ready", 1, 1, store))
        .thread(
            "c",
            load("ready", 0, 1, load),
            branch(0, Operator.EQ, 0, 0),
            load("data", 1, 0, AccessMode.PLAIN),
            check(1, 42, "stale"))
        .build();
  }
}
