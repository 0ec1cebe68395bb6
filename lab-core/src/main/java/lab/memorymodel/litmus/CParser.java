package lab.memorymodel.litmus;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import lab.memorymodel.AccessMode;
import lab.memorymodel.Expr;
import lab.memorymodel.FenceKind;
import lab.memorymodel.Instruction;
import lab.memorymodel.Instruction.Fence;

/**
 * A thread of a C test: {@code P0 (atomic_int* x) {
 * atomic_store_explicit(x,1,memory_order_relaxed); }}. Parameters are the locations of their names.
 * Non-atomic accesses ({@code *x}) are plain ones; that a race on them is undefined in C11 is not
 * said.
 */
final class CParser extends StructuredParser {
  private static final Set<String> PARAMETER_TYPES = Set.of("atomic_int", "int", "volatile");
  private static final String ORDER =
      "a memory order: memory_order_relaxed, _acquire, _release, _acq_rel or _seq_cst";

  private final Set<String> parameters = new HashSet<>();

  CParser(Tokens in, Cells cells) {
    super(in, cells);
  }

  @Override
  boolean declares() {
    return true;
  }

  /** {@code (atomic_int* x, int* y)}. */
  void parameters() {
    in.expect("(");
    while (!in.accept(")")) {
      Token type = in.name("atomic_int*, int* or )");
      if (!PARAMETER_TYPES.contains(type.text())) {
        throw in.error(type, "a parameter of type atomic_int* or int*");
      }
      while (PARAMETER_TYPES.contains(in.peek().text())) {
        in.next();
      }
      in.expect("*");
      Token name = in.name("the name of a location");
      cells.numberOrDeclare(name.text());
      parameters.add(name.text());
      if (!in.peek().is(")")) {
        in.expect(",", ", or )");
      }
    }
  }

  @Override
  Expr leaf() {
    if (in.accept("*")) {
      return load(location(), AccessMode.PLAIN);
    }
    Token name = in.name("a number, a local variable, *x or an atomic function");
    return in.peek().is("(") ? call(name).orElseThrow(() -> noValue(name)) : register(name);
  }

  private LitmusSyntaxError noValue(Token name) {
    return in.error(name, "something with a value");
  }

  @Override
  void access() {
    if (in.accept("*")) {
      int cell = location();
      in.expect("=");
      store(cell, expression(), AccessMode.PLAIN);
    } else {
      call(in.name("a statement or }"));
    }
  }

  private Optional<Expr> call(Token function) {
    in.expect("(");
    Optional<Expr> value =
        switch (function.text()) {
          case "atomic_load_explicit" -> {
            int cell = location();
            yield Optional.of(load(cell, order("a load", "relaxed", "acquire", "seq_cst")));
          }
          case "atomic_store_explicit" -> {
            int cell = location();
            Expr stored = argument();
            store(cell, stored, order("a store", "relaxed", "release", "seq_cst"));
            yield Optional.empty();
          }
          case "atomic_exchange_explicit" -> {
            int cell = location();
            Expr stored = argument();
            yield Optional.of(exchange(cell, stored, order("")));
          }
          case "atomic_fetch_add_explicit" -> {
            int cell = location();
            Expr delta = argument();
            yield Optional.of(fetchAdd(cell, delta, order("")));
          }
          case "atomic_compare_exchange_strong_explicit" -> Optional.of(compareExchange());
          case "atomic_thread_fence" -> {
            fence();
            yield Optional.empty();
          }
          default ->
              throw in.error(
                  function,
                  "atomic_load_explicit, atomic_store_explicit, atomic_exchange_explicit,"
                      + " atomic_fetch_add_explicit, atomic_compare_exchange_strong_explicit or"
                      + " atomic_thread_fence");
        };
    in.expect(")");
    return value;
  }

  /** {@code , expression}. */
  private Expr argument() {
    in.expect(",");
    return expression();
  }

  /**
   * The expected value stands where the second argument points to, and the value that was found is
   * written there if it is another one. What points there is a location or {@code &local}.
   */
  private Expr compareExchange() {
    int cell = location();
    in.expect(",");
    boolean local = in.accept("&");
    int place = local ? ((Expr.Reg) register(in.name("a local variable"))).register() : location();
    Expr expected = local ? Expr.reg(place) : load(place, AccessMode.PLAIN);
    Expr update = argument();
    AccessMode mode = order("");
    failureOrder(mode);
    int succeeded = registers.temporary();
    Expr found = compareAndExchange(cell, expected, update, mode, Optional.of(succeeded));
    if (local) {
      // On success the value found is the expected one: to assign it then as well changes nothing.
      code.add(new Instruction.Assign(place, found));
    } else {
      code.open();
      store(place, found, AccessMode.PLAIN);
      Expr failed = Expr.eq(Expr.reg(succeeded), 0);
      code.add(new Statement.If(failed, code.close(), List.of()));
    }
    return Expr.reg(succeeded);
  }

  /** A failing exchange is a read with the read half of its order: another one is not modelled. */
  private void failureOrder(AccessMode success) {
    String word =
        success == AccessMode.VOLATILE ? "seq_cst" : success.acquires() ? "acquire" : "relaxed";
    order("failure, the read half of the order of success", word);
  }

  private void fence() {
    Token at = in.peek();
    switch (orderWord(ORDER)) {
      case "acquire" -> code.add(new Fence(FenceKind.ACQUIRE));
      case "release" -> code.add(new Fence(FenceKind.RELEASE));
      case "acq_rel" -> {
        code.add(new Fence(FenceKind.ACQUIRE));
        code.add(new Fence(FenceKind.RELEASE));
      }
      case "seq_cst" -> code.add(new Fence(FenceKind.FULL));
      default ->
          throw in.error(
              at, "the order of a fence: memory_order_acquire, _release, _acq_rel or _seq_cst");
    }
  }

  /**
   * {@code , memory_order_...}.
   *
   * @param allowed the orders that {@code what} may have; all of them if none are given
   */
  private AccessMode order(String what, String... allowed) {
    in.expect(",");
    Token at = in.peek();
    List<String> words = List.of(allowed);
    String expected =
        words.isEmpty()
            ? ORDER
            : "the order of " + what + ": memory_order_" + String.join(", _", words);
    String word = orderWord(expected);
    if (!words.isEmpty() && !words.contains(word)) {
      throw in.error(at, expected);
    }
    return MODES.get(word);
  }

  private static final Map<String, AccessMode> MODES =
      Map.of(
          "relaxed", AccessMode.OPAQUE,
          "acquire", AccessMode.ACQUIRE,
          "release", AccessMode.RELEASE,
          "acq_rel", AccessMode.ACQUIRE_RELEASE,
          "seq_cst", AccessMode.VOLATILE);

  private String orderWord(String expected) {
    Token token = in.name(expected);
    String word = token.text().replaceFirst("^memory_order_", "");
    if (!token.text().startsWith("memory_order_") || !MODES.containsKey(word)) {
      throw in.error(token, expected);
    }
    return word;
  }

  private int location() {
    Token name = in.name("a parameter of this thread");
    if (!parameters.contains(name.text())) {
      throw in.error(name, "a parameter of this thread: " + String.join(", ", parameters));
    }
    return cells.number(name.text());
  }
}
