package lab.memorymodel.messages;

/**
 * Where threads are in their own code, for those who only ask whether one came back to a place. A
 * place is as many words as the threads like.
 */
public interface Places {

  /** How many words the place of a thread takes at most. */
  int words();

  /** Copies the place that the thread has in {@code state} to {@code into[at]} and what follows. */
  void save(int[] state, int thread, int[] into, int at);

  /** Whether the thread is in {@code state} where it was when {@code kept[at]} was saved. */
  boolean same(int[] state, int thread, int[] kept, int at);
}
