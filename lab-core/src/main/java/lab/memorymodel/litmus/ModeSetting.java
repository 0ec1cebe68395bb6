package lab.memorymodel.litmus;

import java.util.List;
import lab.memorymodel.AccessMode;
import lab.memorymodel.Instruction;

/** Gives every access of a thread the mode that a word stands for. */
final class ModeSetting {
  private ModeSetting() {}

  static List<Statement> apply(List<Statement> code, String word) {
    return code.stream().map(s -> apply(s, word)).toList();
  }

  private static Statement apply(Statement statement, String word) {
    return switch (statement) {
      case Statement.Do s -> new Statement.Do(apply(s.instruction(), word));
      case Statement.If s ->
          new Statement.If(s.condition(), apply(s.then(), word), apply(s.otherwise(), word));
      case Statement.While s ->
          new Statement.While(apply(s.test(), word), s.condition(), apply(s.body(), word));
    };
  }

  private static Instruction apply(Instruction instruction, String word) {
    return switch (instruction) {
      case Instruction.Load i ->
          new Instruction.Load(i.register(), i.cell(), AccessMode.ofLoad(word));
      case Instruction.Store i ->
          new Instruction.Store(i.cell(), i.value(), AccessMode.ofStore(word));
      case Instruction.CompareAndExchange i ->
          new Instruction.CompareAndExchange(
              i.register(),
              i.succeeded(),
              i.cell(),
              i.expected(),
              i.update(),
              AccessMode.ofReadModifyWrite(word),
              i.weak());
      case Instruction.Exchange i ->
          new Instruction.Exchange(
              i.register(), i.cell(), i.value(), AccessMode.ofReadModifyWrite(word));
      case Instruction.FetchAdd i ->
          new Instruction.FetchAdd(
              i.register(), i.cell(), i.delta(), AccessMode.ofReadModifyWrite(word));
      case Instruction.Fence i -> i;
      case Instruction.Assign i -> i;
      case Instruction.Branch i -> i;
      case Instruction.Jump i -> i;
      case Instruction.Assert i -> i;
      case Instruction.Choose i -> i;
    };
  }
}
