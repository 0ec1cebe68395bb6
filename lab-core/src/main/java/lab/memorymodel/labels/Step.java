package lab.memorymodel.labels;

/**
 * A labelled access of a real class: a VarHandle access, a fence, or the fence of all threads.
 *
 * @param label as in {@code P2}
 * @param owner binary name of the class whose code it is in
 * @param method name and descriptor, as in {@code poll()Ljava/lang/Object;}
 * @param occurrence which access of the method it is, from 0 in the order of the byte code
 * @param access the method that is called, such as {@code getAcquire} or {@code fullFence}
 * @param line of the source
 * @param comment what the source says right above that line and behind the label; may be empty
 */
public record Step(
    String label,
    String owner,
    String method,
    int occurrence,
    String access,
    int line,
    String comment) {

  /** The method without its descriptor. */
  public String methodName() {
    return method.substring(0, method.indexOf('('));
  }

  /** The same step under another label. */
  Step labelled(String other) {
    return new Step(other, owner, method, occurrence, access, line, comment);
  }
}
