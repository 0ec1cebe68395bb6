package lab.memorymodel.litmus;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The initial state: {@code { x=1; int y=0; [z]=2; 0:r0=5; 1:X=x; }}. */
final class Init {
  private static final Set<String> TYPES =
      Set.of("int", "atomic_int", "volatile", "int32_t", "uint32_t", "int64_t", "uint64_t", "long");

  private final Cells cells;
  private final Map<Integer, Map<String, Start>> registers = new LinkedHashMap<>();

  /**
   * How a register begins.
   *
   * @param location if it holds the address of a location
   * @param value otherwise
   * @param at its name in the file
   */
  record Start(Optional<String> location, int value, Token at) {}

  private Init(Cells cells) {
    this.cells = cells;
  }

  static Init read(Tokens in, Cells cells) {
    Init init = new Init(cells);
    in.expect("{");
    while (!in.accept("}")) {
      init.entry(in);
      if (!in.peek().is("}")) {
        in.expect(";", "; or }");
      }
    }
    init.checkAddresses();
    return init;
  }

  private void entry(Tokens in) {
    skipType(in);
    if (in.accept("[")) {
      Token location = in.name("the name of a location");
      in.expect("]");
      in.expect("=");
      value(in, location);
    } else if (in.peek().isNumber()) {
      int thread = in.number("the number of a thread");
      in.expect(":", ": and a register");
      in.accept("%");
      register(in, thread, in.name("a register"));
    } else {
      Token location = in.name("a location, a thread's register or }");
      if (in.accept("=")) {
        value(in, location);
      } else {
        declare(in, location, 0);
      }
    }
  }

  private static void skipType(Tokens in) {
    while (in.peek().isName()
        && TYPES.contains(in.peek().text())
        && !in.peekSecond().is("=")
        && !in.peekSecond().is(";")) {
      in.next();
    }
    in.accept("*");
  }

  private void value(Tokens in, Token location) {
    declare(in, location, in.number("a number"));
  }

  private void declare(Tokens in, Token location, int value) {
    if (!cells.declare(location.text(), value)) {
      throw in.error(location, "each location once");
    }
  }

  private void register(Tokens in, int thread, Token register) {
    in.expect("=");
    Start start;
    if (in.peek().isName() || in.peek().is("&")) {
      in.accept("&");
      Token location = in.name("a location");
      start = new Start(Optional.of(location.text()), 0, location);
    } else {
      start = new Start(Optional.empty(), in.number("a number or a location"), register);
    }
    Map<String, Start> ofThread = registers.computeIfAbsent(thread, t -> new LinkedHashMap<>());
    if (ofThread.put(register.text(), start) != null) {
      throw in.error(register, "each register once");
    }
  }

  /** A location may be declared behind its use, or by its use alone: its value is then 0. */
  private void checkAddresses() {
    registers
        .values()
        .forEach(ofThread ->
            ofThread.values().forEach(s -> s.location().ifPresent(cells::numberOrDeclare)));
  }

  /** The registers of a thread that do not begin with 0. */
  Map<String, Start> registers(int thread) {
    return registers.getOrDefault(thread, Map.of());
  }

  /**
   * @throws LitmusSyntaxError if a thread is named that the test does not have
   */
  void checkThreads(Tokens in, int threads) {
    registers.forEach((thread, ofThread) -> {
      if (thread >= threads) {
        Token at = ofThread.values().iterator().next().at();
        throw in.error(at, "a register of one of the " + threads + " threads");
      }
    });
  }
}
