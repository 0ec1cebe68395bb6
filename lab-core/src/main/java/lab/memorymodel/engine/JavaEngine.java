package lab.memorymodel.engine;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import lab.explore.Action;
import lab.explore.Machine;
import lab.memorymodel.Program;
import lab.memorymodel.ProgramState;
import lab.memorymodel.compiler.Reorderings;
import lab.memorymodel.messages.Messages;
import lab.memorymodel.messages.RunGraph;
import lab.memorymodel.messages.Traits;

/**
 * Java's access modes, RC11-style: there is no official formal model of them to be exact against.
 * Opaque is C11's relaxed, acquire and release are as they are there, volatile is seq_cst, and
 * plain is opaque, run over every {@linkplain Reorderings reordering} a compiler may make of the
 * thread's own code. Memory is {@linkplain Messages messages and views}; where volatile accesses
 * meet weaker ones every step is checked by the {@linkplain RunGraph graph of the run}, so that no
 * step belongs to a run that is discarded later.
 *
 * <p>Arguments of actions: a read has none when only one message is readable; otherwise it has the
 * value read, as in {@code consumer.data:0}, and where two readable messages have the same value
 * also its position in the modification order, as in {@code consumer.data:0@1}. A write has none
 * when it can only become the newest; otherwise {@code last}, or {@code @1} for position 1 in the
 * order. A read-modify-write is named by what it reads. The spurious failure of a weak
 * compare-and-exchange ends in {@code spurious}. {@code jit.order:n}, at the start only, goes on
 * with the n-th reordering; {@code jit.hoist:thread}, where a plain spin is about to read, makes
 * that read its last.
 *
 * <p>Where this differs from the Java memory model and from HotSpot:
 *
 * <ul>
 *   <li>JLS 17 covers plain and volatile variables and locks; the other modes are described by
 *       Javadoc only. Final fields, locks, start and join, class initialisation and the tearing of
 *       64-bit values are left out.
 *   <li>Load buffering of opaque accesses (LB 1,1) is forbidden here; AArch64 allows it. Which
 *       programs that concerns, {@link lab.memorymodel.compiler.LoadBuffering} says.
 *   <li>A release sequence goes on with the same thread's later weaker writes; C++20 has dropped
 *       that.
 *   <li>AArch64's {@code LDAR}/{@code STLR} order more than acquire and release do here. HotSpot
 *       uses them for volatile accesses; its {@code setRelease} is a barrier and a plain store.
 *   <li>The causality cases of JSR-133 that need values to be guessed do not occur.
 * </ul>
 *
 * <p>A spin that reads the same again comes back to the same state. A loop that writes without end
 * has infinitely many states as soon as another thread may lag behind it; only the bounds of a
 * search end that. What no thread can read any more is {@linkplain Messages#trim forgotten}, so
 * retries that everybody has seen add no states, except where a graph is kept: there each write is
 * one more event.
 */
final class JavaEngine implements Engine {
  private final JavaSteps[] variants;
  private final FlatState start;
  private final List<Reorderings.Order> orders;

  JavaEngine(Program program) {
    for (Program.ThreadCode thread : program.threads()) {
      if (thread.name().equals("jit")) {
        throw new IllegalArgumentException("jit is the compiler's name, no thread of a program's");
      }
    }
    orders = Reorderings.of(program);
    // No order uses memory otherwise than the program as written: all have one layout.
    Traits traits = MemoryUses.traits(program);
    variants = new JavaSteps[orders.size()];
    for (int n = 0; n < variants.length; n++) {
      variants[n] = new JavaSteps(this, orders.get(n).program(), traits);
    }
    start = variants[0].start(0);
  }

  @Override
  public FlatState start() {
    return start;
  }

  @Override
  public void steps(FlatState state, Machine.Steps<ProgramState> out) {
    JavaSteps variant = variant(state);
    variant.steps(state, out);
    if (variant == variants[0] && Arrays.equals(state.words, start.words)) {
      for (int n = 1; n < variants.length; n++) {
        Reorderings.Order order = orders.get(n);
        out.step(
            Action.of("jit", "order", Integer.toString(n)), variants[n].start(n), order::story);
      }
    }
  }

  /** The program in the order that the compiler has chosen. */
  Program program(FlatState state) {
    return orders.get(variants[0].order(state.words)).program();
  }

  /** The memory, in the layout that every state has. */
  Messages memory() {
    return variants[0].memory();
  }

  /** Whether the compiler took a read of the thread out of its loop. */
  boolean hoisted(FlatState state, int thread) {
    return variant(state).hoisted(state.words, thread) != JavaSteps.NOT_HOISTED;
  }

  /** Whether it did, and the thread spins for ever. */
  boolean hung(FlatState state, int thread) {
    return variant(state).hoisted(state.words, thread) == JavaSteps.HUNG;
  }

  private JavaSteps variant(FlatState state) {
    return variants[variants[0].order(state.words)];
  }

  /** None: the number of messages, and so the length of a state, varies. */
  @Override
  public Optional<Machine.Codec<ProgramState>> codec() {
    return Optional.empty();
  }
}
