package lab.cpu.cache;

/** The lines that a trace touches, one after the other: a reference on two lines gives two. */
final class Lines {
  private Lines() {}

  static long[] of(Geometry geometry, long[] references) {
    int count = 0;
    for (long r : references) {
      count += lines(geometry, r);
    }
    long[] blocks = new long[count];
    int at = 0;
    for (long r : references) {
      long first = geometry.block(References.address(r));
      int lines = lines(geometry, r);
      for (int i = 0; i < lines; i++) {
        blocks[at++] = first + i;
      }
    }
    return blocks;
  }

  private static int lines(Geometry geometry, long reference) {
    long first = References.address(reference);
    long last = first + References.bytes(reference) - 1;
    return (int) (geometry.block(last) - geometry.block(first)) + 1;
  }
}
