package lab.memorymodel.litmus;

import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import lab.memorymodel.AccessMode;
import lab.memorymodel.Expr;
import lab.memorymodel.FenceKind;
import lab.memorymodel.Instruction.Fence;

/**
 * A thread of a Java test: {@code Thread0 { X.setOpaque(1); int r0 = Y.getAcquire(); }}. A handle
 * is bound to a location by the initial state ({@code 0:X=x}); unbound, it stands for the location
 * of its own name or of its name in small letters.
 */
final class JavaParser extends StructuredParser {
  private static final Map<String, AccessMode> READS =
      Map.of(
          "get", AccessMode.PLAIN,
          "getOpaque", AccessMode.OPAQUE,
          "getAcquire", AccessMode.ACQUIRE,
          "getVolatile", AccessMode.VOLATILE);
  private static final Map<String, AccessMode> WRITES =
      Map.of(
          "set", AccessMode.PLAIN,
          "setOpaque", AccessMode.OPAQUE,
          "setRelease", AccessMode.RELEASE,
          "setVolatile", AccessMode.VOLATILE);
  private static final Map<String, FenceKind> FENCES =
      Map.of(
          "fullFence", FenceKind.FULL,
          "acquireFence", FenceKind.ACQUIRE,
          "releaseFence", FenceKind.RELEASE);

  /** What read-modify-writes are called, without the word of their mode. */
  private static final Map<String, AccessMode> UPDATE_SUFFIXES =
      Map.of(
          "", AccessMode.VOLATILE,
          "Acquire", AccessMode.ACQUIRE,
          "Release", AccessMode.RELEASE);

  private final Map<String, Init.Start> bindings;

  JavaParser(Tokens in, Cells cells, Map<String, Init.Start> bindings) {
    super(in, cells);
    this.bindings = bindings;
  }

  @Override
  boolean declares() {
    return false;
  }

  @Override
  Expr leaf() {
    Token name = in.name("a number, a local variable or a read such as X.getAcquire()");
    return in.peek().is(".") ? call(name).orElseThrow(() -> noValue(name)) : register(name);
  }

  private LitmusSyntaxError noValue(Token name) {
    return in.error(name, "something with a value");
  }

  @Override
  void access() {
    Token name = in.name("a statement or }");
    if (name.is("VarHandle") && in.accept(".")) {
      fence(in.name("a fence: " + words(FENCES)));
    } else if (FENCES.containsKey(name.text())) {
      fence(name);
    } else if (in.peek().is(".")) {
      call(name);
    } else {
      throw in.error(
          name,
          "a statement: a local variable, a handle such as X.setRelease(1), a fence (%s), if or while"
              .formatted(words(FENCES)));
    }
  }

  private void fence(Token name) {
    FenceKind kind = FENCES.get(name.text());
    if (kind == null) {
      throw in.error(name, "a fence: " + words(FENCES));
    }
    in.expect("(");
    in.expect(")");
    code.add(new Fence(kind));
  }

  /** A call on a handle; its value, unless it has none. */
  private Optional<Expr> call(Token handle) {
    int cell = location(handle);
    in.expect(".");
    Token method = in.name("a method of VarHandle");
    String name = method.text();
    in.expect("(");
    if (READS.containsKey(name)) {
      in.expect(")");
      return Optional.of(load(cell, READS.get(name)));
    }
    if (WRITES.containsKey(name)) {
      Expr value = lastArgument();
      store(cell, value, WRITES.get(name));
      return Optional.empty();
    }
    Optional<AccessMode> swap = update("getAndSet", name);
    if (swap.isPresent()) {
      return Optional.of(exchange(cell, lastArgument(), swap.get()));
    }
    Optional<AccessMode> add = update("getAndAdd", name);
    if (add.isPresent()) {
      return Optional.of(fetchAdd(cell, lastArgument(), add.get()));
    }
    Optional<AccessMode> cas = update("compareAndExchange", name);
    if (cas.isPresent()) {
      Expr expected = expression();
      in.expect(",");
      Expr value = lastArgument();
      return Optional.of(compareAndExchange(cell, expected, value, cas.get(), Optional.empty()));
    }
    throw in.error(
        method,
        "one of %s, %s, or compareAndExchange, getAndSet, getAndAdd, each perhaps with Acquire or Release"
            .formatted(words(READS), words(WRITES)));
  }

  private Expr lastArgument() {
    Expr value = expression();
    in.expect(")");
    return value;
  }

  private static Optional<AccessMode> update(String method, String name) {
    return name.startsWith(method)
        ? Optional.ofNullable(UPDATE_SUFFIXES.get(name.substring(method.length())))
        : Optional.empty();
  }

  private int location(Token handle) {
    Init.Start binding = bindings.get(handle.text());
    if (binding != null && binding.location().isPresent()) {
      return cells.number(binding.location().get());
    }
    String small = handle.text().toLowerCase(java.util.Locale.ROOT);
    for (String name : new String[] {handle.text(), small}) {
      if (cells.has(name)) {
        return cells.number(name);
      }
    }
    throw in.error(
        handle, "a handle of one of the locations of the initial state: " + cells.names());
  }

  private static String words(Map<String, ?> map) {
    return String.join(", ", new TreeSet<>(map.keySet()));
  }
}
