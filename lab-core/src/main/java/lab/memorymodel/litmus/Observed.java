package lab.memorymodel.litmus;

/** Something that is looked at when all threads have ended. */
public sealed interface Observed {

  /** As it stands in the file, such as {@code 1:r0} or {@code x}. */
  String text();

  /** A register: both numbers are those of the test's program. */
  record Register(int thread, int register, String name) implements Observed {
    @Override
    public String text() {
      return thread + ":" + name;
    }
  }

  /** The last value of a location: the number is that of the program's cell. */
  record Location(int cell, String name) implements Observed {
    @Override
    public String text() {
      return name;
    }
  }
}
