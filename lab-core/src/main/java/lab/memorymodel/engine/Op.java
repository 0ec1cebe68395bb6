package lab.memorymodel.engine;

import java.util.ArrayList;
import java.util.List;
import lab.explore.Action;
import lab.memorymodel.AccessMode;
import lab.memorymodel.FenceKind;
import lab.memorymodel.Instruction.Assert;
import lab.memorymodel.Instruction.Assign;
import lab.memorymodel.Instruction.Branch;
import lab.memorymodel.Instruction.Cell;
import lab.memorymodel.Instruction.Choose;
import lab.memorymodel.Instruction.CompareAndExchange;
import lab.memorymodel.Instruction.Exchange;
import lab.memorymodel.Instruction.Fence;
import lab.memorymodel.Instruction.FetchAdd;
import lab.memorymodel.Instruction.Jump;
import lab.memorymodel.Instruction.Load;
import lab.memorymodel.Instruction.Store;
import lab.memorymodel.Program;

/** A line compiled: one flat object with what the engines need, its actions made beforehand. */
final class Op {
  /** What it does; the first five access a cell. */
  enum Kind {
    LOAD,
    STORE,
    CAS,
    EXCHANGE,
    ADD,
    FENCE,
    CHOOSE,
    ASSIGN,
    BRANCH,
    JUMP,
    ASSERT
  }

  /** One way of a choice. */
  record Way(Action action, Ex guard, int target, String otherwise) {}

  final Kind kind;
  final String verb;
  final String text;
  final boolean operation;
  AccessMode mode = AccessMode.PLAIN;
  FenceKind fence = FenceKind.FULL;
  int register = -1;
  int succeeded = -1;
  int base = -1;
  Ex index;
  Ex expected;

  /** Value stored, added or assigned; condition of a branch or an assertion. */
  Ex value;

  boolean weak;
  int target = -1;
  String claim = "";
  int claimNumber;
  List<Way> ways = List.of();

  /** {@code thread.verb}; null for local instructions. */
  Action action;

  /** {@code thread.verb:spurious}, of a weak compare-and-exchange. */
  Action spurious;

  private Op(Kind kind, Program.Line line) {
    this.kind = kind;
    this.verb = line.verb();
    this.text = line.text();
    this.operation = line.operation();
  }

  static Op of(Program.Line line, String thread) {
    Op op =
        switch (line.instruction()) {
          case Load i -> {
            Op o = access(Kind.LOAD, line, i.cell(), i.mode());
            o.register = i.register();
            yield o;
          }
          case Store i -> {
            Op o = access(Kind.STORE, line, i.cell(), i.mode());
            o.value = Ex.of(i.value());
            yield o;
          }
          case CompareAndExchange i -> {
            Op o = access(Kind.CAS, line, i.cell(), i.mode());
            o.register = i.register();
            o.succeeded = i.succeeded().orElse(-1);
            o.expected = Ex.of(i.expected());
            o.value = Ex.of(i.update());
            o.weak = i.weak();
            yield o;
          }
          case Exchange i -> {
            Op o = access(Kind.EXCHANGE, line, i.cell(), i.mode());
            o.register = i.register();
            o.value = Ex.of(i.value());
            yield o;
          }
          case FetchAdd i -> {
            Op o = access(Kind.ADD, line, i.cell(), i.mode());
            o.register = i.register();
            o.value = Ex.of(i.delta());
            yield o;
          }
          case Fence i -> {
            Op o = new Op(Kind.FENCE, line);
            o.fence = i.kind();
            yield o;
          }
          case Choose i -> {
            Op o = new Op(Kind.CHOOSE, line);
            List<Way> ways = new ArrayList<>();
            for (Choose.Way way : i.ways()) {
              Action action = Action.of(thread, way.verb(), way.arg());
              ways.add(new Way(action, Ex.of(way.guard()), way.target(), way.otherwise()));
            }
            o.ways = List.copyOf(ways);
            yield o;
          }
          case Assign i -> {
            Op o = new Op(Kind.ASSIGN, line);
            o.register = i.register();
            o.value = Ex.of(i.value());
            yield o;
          }
          case Branch i -> {
            Op o = new Op(Kind.BRANCH, line);
            o.value = Ex.of(i.condition());
            o.target = i.target();
            yield o;
          }
          case Jump i -> {
            Op o = new Op(Kind.JUMP, line);
            o.target = i.target();
            yield o;
          }
          case Assert i -> {
            Op o = new Op(Kind.ASSERT, line);
            o.value = Ex.of(i.condition());
            o.claim = i.claim();
            yield o;
          }
        };
    if (op.kind != Kind.CHOOSE && (!op.local() || op.operation)) {
      op.action = Action.of(thread, line.verb());
      op.spurious = op.weak ? Action.of(thread, line.verb(), "spurious") : null;
    }
    return op;
  }

  private static Op access(Kind kind, Program.Line line, Cell cell, AccessMode mode) {
    Op op = new Op(kind, line);
    op.base = cell.base();
    op.index = cell.index().map(Ex::of).orElse(null);
    op.mode = mode;
    return op;
  }

  /** Whether no other thread can notice it. */
  boolean local() {
    return kind.compareTo(Kind.ASSIGN) >= 0;
  }

  boolean readModifyWrite() {
    return kind == Kind.CAS || kind == Kind.EXCHANGE || kind == Kind.ADD;
  }

  boolean accesses() {
    return kind.compareTo(Kind.ADD) <= 0;
  }

  boolean reads() {
    return kind == Kind.LOAD || readModifyWrite();
  }

  boolean writes() {
    return kind == Kind.STORE || readModifyWrite();
  }
}
