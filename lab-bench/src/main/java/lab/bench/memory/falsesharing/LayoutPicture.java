package lab.bench.memory.falsesharing;

import java.lang.foreign.Arena;
import java.util.ArrayList;
import java.util.List;
import lab.concurrent.layout.AlignedLongs;
import lab.concurrent.layout.CacheLine;
import lab.concurrent.layout.SpacedLongs;
import org.openjdk.jol.info.ClassLayout;
import org.openjdk.jol.info.FieldLayout;
import org.openjdk.jol.vm.VM;

/**
 * Where the two words of each layout really are in this JVM, as JOL sees it: one line per layout
 * with the offsets of both words from the start of the object or segment, and their distance.
 *
 * <p>Main class of a child JVM, for JOL needs {@code --sun-misc-unsafe-memory-access=allow} and an
 * agent. Arguments: none for one line per layout, {@code full} for JOL's own pictures as well.
 */
public final class LayoutPicture {

  /**
   * @param name the layout
   * @param a offset of the first word in bytes
   * @param b offset of the second
   */
  record Row(String name, long a, long b) {
    @Override
    public String toString() {
      String lines = b - a >= CacheLine.BYTES ? "never on one line" : "perhaps on one line";
      return "%-24s a at %4d, b at %4d, %4d bytes apart: %s".formatted(name, a, b, b - a, lines);
    }
  }

  private LayoutPicture() {}

  public static void main(String[] args) {
    rows().forEach(System.out::println);
    if (args.length > 0 && args[0].equals("full")) {
      System.out.println(VM.current().details());
      System.out.println(ClassLayout.parseClass(Pairs.Adjacent.class).toPrintable());
      System.out.println(ClassLayout.parseClass(Pairs.Annotated.class).toPrintable());
    }
  }

  private static List<Row> rows() {
    List<Row> rows = new ArrayList<>();
    rows.add(fields("two fields", Pairs.Adjacent.class));
    rows.add(fields("@Contended fields", Pairs.Annotated.class));
    rows.add(array("long[] neighbours", Long.BYTES));
    rows.add(array("long[] 64 bytes", CacheLine.BYTES));
    rows.add(array("long[] 128 bytes", CacheLine.PAIR_BYTES));
    rows.add(segment("segment one line", Long.BYTES));
    rows.add(segment("segment 64 bytes", CacheLine.BYTES));
    rows.add(segment("segment 128 bytes", CacheLine.PAIR_BYTES));
    return rows;
  }

  private static Row fields(String name, Class<?> type) {
    ClassLayout layout = ClassLayout.parseClass(type);
    return new Row(name, offset(layout, "a"), offset(layout, "b"));
  }

  private static long offset(ClassLayout layout, String field) {
    return layout.fields().stream()
        .filter(f -> f.name().equals(field))
        .mapToLong(FieldLayout::offset)
        .findFirst()
        .orElseThrow();
  }

  private static Row array(String name, int strideBytes) {
    SpacedLongs cells = new SpacedLongs(2, strideBytes);
    long base = ClassLayout.parseInstance(cells.array()).headerSize();
    return new Row(
        name, base + cells.index(0) * (long) Long.BYTES, base + cells.index(1) * (long) Long.BYTES);
  }

  private static Row segment(String name, int strideBytes) {
    try (Arena arena = Arena.ofConfined()) {
      AlignedLongs cells = new AlignedLongs(arena, 2, strideBytes);
      long start = cells.segment().address() % CacheLine.BYTES;
      return new Row(name, start + cells.offset(0), start + cells.offset(1));
    }
  }
}
