package lab.memorymodel.litmus;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** What the locations and registers of a test are called in its conditions. */
final class Names {
  private final Dialect dialect;
  private final Cells cells;
  private final List<Registers> threads;

  Names(Dialect dialect, Cells cells, List<Registers> threads) {
    this.dialect = dialect;
    this.cells = cells;
    this.threads = threads;
  }

  /** {@code 0:r0}, {@code 0:%eax}, {@code x} or {@code [x]}. */
  Observed read(Tokens in) {
    if (in.peek().isNumber()) {
      return register(in);
    }
    boolean brackets = in.accept("[");
    Token name = in.name("a register such as 0:r0, or a location");
    if (brackets) {
      in.expect("]");
    }
    if (!cells.has(name.text())) {
      throw in.error(name, "a location: " + String.join(", ", cells.names()));
    }
    return new Observed.Location(cells.number(name.text()), name.text());
  }

  private Observed register(Tokens in) {
    Token number = in.peek();
    int thread = in.number("the number of a thread");
    if (thread >= threads.size()) {
      throw in.error(number, "the number of a thread: 0 to " + (threads.size() - 1));
    }
    in.expect(":", ": and a register");
    in.accept("%");
    Token name = in.name("a register");
    Registers registers = threads.get(thread);
    Optional<String> known =
        dialect.isMachineCode()
            ? X86Registers.canonical(dialect, name.text())
            : Optional.of(name.text());
    return known
        .filter(registers::has)
        .map(n -> new Observed.Register(thread, registers.number(n), n))
        .orElseThrow(() ->
            in.error(
                name,
                registers.visible().isEmpty()
                    ? "a location, for thread " + thread + " has no registers"
                    : "a register of thread %d: %s"
                        .formatted(thread, String.join(", ", registers.visible()))));
  }

  /**
   * All registers by thread and name, then all locations by name; {@code r2} before {@code r10}.
   */
  List<Observed> all() {
    Comparator<String> natural = Comparator.comparingInt(String::length);
    natural = natural.thenComparing(Comparator.naturalOrder());
    List<Observed> all = new ArrayList<>();
    for (int t = 0; t < threads.size(); t++) {
      Registers registers = threads.get(t);
      for (String name : registers.visible().stream().sorted(natural).toList()) {
        all.add(new Observed.Register(t, registers.number(name), name));
      }
    }
    for (String name : cells.names().stream().sorted(natural).toList()) {
      all.add(new Observed.Location(cells.number(name), name));
    }
    return all;
  }
}
