package lab.concurrent.stack;

/**
 * A lock-free stack of node numbers, as an allocator keeps the free slots of a pool: nodes are
 * never created or collected, they leave the stack and come back.
 *
 * <p>A node is either in the stack or belongs to whoever popped it. Actions before {@code push(n)}
 * happen-before actions after the {@code pop()} that returns that {@code n}.
 */
public sealed interface NodeStack permits CasStack, TaggedStack {

  /** What {@link #pop} returns when the stack is empty. */
  int NONE = -1;

  /** Nodes are numbered from 0 to one less than this. */
  int capacity();

  /**
   * Puts a node on top. The caller owns the node: it has never been pushed, or the caller popped it
   * last.
   */
  void push(int node);

  /** Takes the top node, which then belongs to the caller, or {@link #NONE}. */
  int pop();
}
