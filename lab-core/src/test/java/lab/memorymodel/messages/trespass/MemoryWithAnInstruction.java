package lab.memorymodel.messages.trespass;

import lab.memorymodel.Instruction;

/** Breaks a wall on purpose: a memory that knows an instruction. */
public final class MemoryWithAnInstruction {
  Instruction instruction;
}
