package lab.host;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.Optional;

/**
 * Which segments a TCP socket takes: a program of the classic Berkeley packet filter ({@code
 * SO_ATTACH_FILTER}, socket(7)) that looks at the flags of the TCP header. What it does not take is
 * lost as if the network had lost it: nothing answers. Anybody may attach one to a socket of their
 * own, so that a connection can be stopped in any of its states.
 */
public final class SocketFilter {
  /** A {@code struct sock_filter}: code, two jumps, a number. */
  private record Instruction(int code, int ifTrue, int ifFalse, int number) {}

  private static final int INSTRUCTION = 8;
  private static final int LOAD_BYTE = 0x30;
  private static final int JUMP_IF_ANY_BIT = 0x45;
  private static final int RETURN = 0x06;

  /** How many bytes are taken: none, or as many as there are. */
  private static final Instruction LOSE = new Instruction(RETURN, 0, 0, 0);

  private static final Instruction TAKE = new Instruction(RETURN, 0, 0, -1);

  /** Of the TCP header, at which the program of a TCP socket begins to count. */
  private static final int FLAGS_AT = 13;

  private final List<Instruction> program;

  private SocketFilter(Instruction... program) {
    this.program = List.of(program);
  }

  /**
   * Why a socket of one's own takes no filter here; Linux lets everybody, some systems root only.
   */
  public static Optional<String> refusal() {
    try (LinuxSocket socket = LinuxSocket.tcp(4)) {
      socket.filter(Optional.of(nothing()));
      return Optional.empty();
    } catch (IOException | IllegalStateException e) {
      return Optional.of(e.getMessage() + ", on a socket of one's own");
    }
  }

  /** Takes nothing. */
  public static SocketFilter nothing() {
    return new SocketFilter(LOSE);
  }

  /**
   * Takes only segments that have one of the flags.
   *
   * @param flags as in the header: FIN 1, SYN 2, RST 4, PSH 8, ACK 16
   */
  public static SocketFilter only(int flags) {
    return new SocketFilter(
        new Instruction(LOAD_BYTE, 0, 0, FLAGS_AT),
        new Instruction(JUMP_IF_ANY_BIT, 0, 1, flags),
        TAKE,
        LOSE);
  }

  /** Takes only segments that have none of the flags. */
  public static SocketFilter without(int flags) {
    return new SocketFilter(
        new Instruction(LOAD_BYTE, 0, 0, FLAGS_AT),
        new Instruction(JUMP_IF_ANY_BIT, 0, 1, flags),
        LOSE,
        TAKE);
  }

  /** The program as a {@code struct sock_fprog}. */
  MemorySegment in(Arena arena) {
    MemorySegment code = arena.allocate((long) program.size() * INSTRUCTION, INSTRUCTION);
    for (int i = 0; i < program.size(); i++) {
      Instruction instruction = program.get(i);
      long at = (long) i * INSTRUCTION;
      code.set(JAVA_SHORT, at, (short) instruction.code());
      code.set(JAVA_BYTE, at + 2, (byte) instruction.ifTrue());
      code.set(JAVA_BYTE, at + 3, (byte) instruction.ifFalse());
      code.set(JAVA_INT, at + 4, instruction.number());
    }
    MemorySegment whole = arena.allocate(2 * ADDRESS.byteSize(), ADDRESS.byteAlignment());
    whole.set(JAVA_SHORT, 0, (short) program.size());
    whole.set(ADDRESS, ADDRESS.byteSize(), code);
    return whole;
  }
}
