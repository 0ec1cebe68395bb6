package lab.memorymodel;

/** What an access goes to: a cell, and how it is called. */
public interface Target {

  Instruction.Cell cell();

  /** As it is shown, as in {@code head} or {@code slot[i]}. */
  String words();
}
