package lab.memorymodel;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import lab.memorymodel.Instruction.Cell;
import tools.jackson.databind.JsonNode;

/** Turns an entry of {@code litmus-sample.json} into a program. */
final class JsonPrograms {
  private final List<String> cells = new ArrayList<>();

  static Program read(JsonNode test) {
    JsonPrograms reader = new JsonPrograms();
    Set<String> names = new TreeSet<>();
    test.get("threads").forEach(t -> collectCells(t, names));
    test.get("registers")
        .forEach(r -> {
          if (!r.asString().contains(":")) {
            names.add(r.asString());
          }
        });
    reader.cells.addAll(names);
    List<Program.SharedCell> shared = new ArrayList<>();
    for (String name : names) {
      JsonNode initial = test.get("init").get(name);
      shared.add(new Program.SharedCell(name, initial == null ? 0 : initial.asInt()));
    }
    List<Program.ThreadCode> threads = new ArrayList<>();
    for (JsonNode ops : test.get("threads")) {
      List<Program.Line> lines = new ArrayList<>();
      ops.forEach(op -> reader.add(op, lines));
      threads.add(
          new Program.ThreadCode("P" + threads.size(), List.of("r0", "r1", "r2", "r3"), lines));
    }
    return new Program(test.get("test").asString(), shared, threads);
  }

  /** The value of a column such as {@code 1:r0} or {@code x}. */
  static int value(Program program, ProgramState state, String column) {
    int colon = column.indexOf(':');
    return colon < 0
        ? state.cell(program.cell(column))
        : state.register(
            Integer.parseInt(column.substring(0, colon)), register(column.substring(colon + 1)));
  }

  private static void collectCells(JsonNode ops, Set<String> names) {
    for (JsonNode op : ops) {
      switch (op.get(0).asString()) {
        case "W" -> names.add(op.get(1).asString());
        case "R", "CAS", "XCHG", "FAA" -> names.add(op.get(2).asString());
        case "IF" -> {
          collectCells(op.get(3), names);
          collectCells(op.get(4), names);
        }
        default -> {
          // A fence has no cell.
        }
      }
    }
  }

  private void add(JsonNode op, List<Program.Line> lines) {
    String last = op.get(op.size() - 1).toString().replace("\"", "");
    String text = op.toString().replace("\"", "");
    switch (op.get(0).asString()) {
      case "W" ->
          line(lines, new Instruction.Store(cell(op.get(1)), value(op.get(2)), mode(last)), text);
      case "R" ->
          line(
              lines,
              new Instruction.Load(register(op.get(1).asString()), cell(op.get(2)), mode(last)),
              text);
      case "F" -> line(lines, new Instruction.Fence(fence(last)), text);
      case "CAS" ->
          line(
              lines,
              new Instruction.CompareAndExchange(
                  register(op.get(1).asString()),
                  Optional.empty(),
                  cell(op.get(2)),
                  value(op.get(3)),
                  value(op.get(4)),
                  mode(last),
                  false),
              text);
      case "XCHG" ->
          line(
              lines,
              new Instruction.Exchange(
                  register(op.get(1).asString()), cell(op.get(2)), value(op.get(3)), mode(last)),
              text);
      case "FAA" ->
          line(
              lines,
              new Instruction.FetchAdd(
                  register(op.get(1).asString()), cell(op.get(2)), value(op.get(3)), mode(last)),
              text);
      case "IF" -> branch(op, lines);
      default -> throw new IllegalArgumentException(text);
    }
  }

  private void branch(JsonNode op, List<Program.Line> lines) {
    int at = lines.size();
    Expr register = Expr.reg(register(op.get(1).asString()));
    Expr isNot = Expr.ne(register, value(op.get(2)));
    // Placeholders keep the numbering while the branches are filled in.
    lines.add(null);
    op.get(3).forEach(o -> add(o, lines));
    if (op.get(4).isEmpty()) {
      lines.set(at, local(new Instruction.Branch(isNot, lines.size())));
      return;
    }
    int jump = lines.size();
    lines.add(null);
    lines.set(at, local(new Instruction.Branch(isNot, lines.size())));
    op.get(4).forEach(o -> add(o, lines));
    lines.set(jump, local(new Instruction.Jump(lines.size())));
  }

  private static Program.Line local(Instruction instruction) {
    return Program.Line.of(instruction, "", instruction.toString());
  }

  private static void line(List<Program.Line> lines, Instruction instruction, String text) {
    lines.add(Program.Line.of(instruction, "s" + lines.size(), text));
  }

  private Cell cell(JsonNode name) {
    return Cell.at(cells.indexOf(name.asString()));
  }

  private static int register(String name) {
    return Integer.parseInt(name.substring(1));
  }

  private static Expr value(JsonNode value) {
    if (value.isArray()) {
      return Expr.plus(value(value.get(1)), value(value.get(2)));
    }
    return value.isString() ? Expr.reg(register(value.asString())) : Expr.constant(value.asInt());
  }

  private static AccessMode mode(String word) {
    return switch (word) {
      case "plain" -> AccessMode.PLAIN;
      case "opaque" -> AccessMode.OPAQUE;
      case "acq" -> AccessMode.ACQUIRE;
      case "rel" -> AccessMode.RELEASE;
      case "acqrel" -> AccessMode.ACQUIRE_RELEASE;
      case "vol" -> AccessMode.VOLATILE;
      default -> throw new IllegalArgumentException(word);
    };
  }

  private static Instruction.Fence.Kind fence(String word) {
    return switch (word) {
      case "full" -> Instruction.Fence.Kind.FULL;
      case "acq" -> Instruction.Fence.Kind.ACQUIRE;
      case "rel" -> Instruction.Fence.Kind.RELEASE;
      default -> throw new IllegalArgumentException(word);
    };
  }
}
