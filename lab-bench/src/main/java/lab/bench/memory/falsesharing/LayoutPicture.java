package lab.bench.memory.falsesharing;

import java.io.PrintStream;
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
 * Where the two words of each layout really are in this JVM, as JOL sees it: a line {@code
 * {"name":…,"value":…}} for each layout, under the name that it has among the benchmarks, with the
 * offsets of both words in bytes. They count from the start of the object, of which nobody knows
 * where on a line it lies; in a segment from the start of a line.
 *
 * <p>Main class of a child JVM, for JOL needs {@code --sun-misc-unsafe-memory-access=allow} and an
 * agent. Arguments: none for the layouts that need no flag; {@code contended} for the one that
 * needs {@code -XX:-RestrictContended}; {@code full} for JOL's own pictures as well.
 */
public final class LayoutPicture {

  /**
   * @param name the layout
   * @param a offset of the first word in bytes
   * @param b offset of the second
   * @param fromLine whether the offsets count from the start of a line
   */
  record Row(String name, long a, long b, boolean fromLine) {
    String line() {
      return "{\"name\":\"%s\",\"value\":\"a at %d, b at %d: %s\"}"
          .formatted(name, a, b, together());
    }

    private String together() {
      if (b - a >= CacheLine.BYTES) {
        return "never on one line";
      }
      return fromLine && a / CacheLine.BYTES == b / CacheLine.BYTES
          ? "on one line"
          : "perhaps on one line";
    }
  }

  private LayoutPicture() {}

  public static void main(String[] args) {
    PrintStream out = System.out;
    // JOL warns on standard output, where whoever started this JVM reads values.
    System.setOut(System.err);
    String what = args.length == 0 ? "" : args[0];
    List<Row> rows =
        what.equals("contended")
            ? List.of(fields("@Contended, -RestrictContended", Pairs.Annotated.class))
            : rows();
    rows.forEach(row -> out.println(row.line()));
    if (what.equals("full")) {
      out.println(VM.current().details());
      out.println(ClassLayout.parseClass(Pairs.Adjacent.class).toPrintable());
      out.println(ClassLayout.parseClass(Pairs.Annotated.class).toPrintable());
    }
  }

  private static List<Row> rows() {
    List<Row> rows = new ArrayList<>();
    rows.add(segment("shared", Long.BYTES));
    rows.add(segment("padded", CacheLine.BYTES));
    rows.add(segment("padded, 128 bytes", CacheLine.PAIR_BYTES));
    rows.add(array("long[], neighbours", Long.BYTES));
    rows.add(array("long[], 64 bytes apart", CacheLine.BYTES));
    rows.add(array("long[], 128 bytes apart", CacheLine.PAIR_BYTES));
    rows.add(fields("two fields", Pairs.Adjacent.class));
    rows.add(fields("@Contended, ignored", Pairs.Annotated.class));
    return rows;
  }

  private static Row fields(String name, Class<?> type) {
    ClassLayout layout = ClassLayout.parseClass(type);
    return new Row(name, offset(layout, "a"), offset(layout, "b"), false);
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
        name,
        base + cells.index(0) * (long) Long.BYTES,
        base + cells.index(1) * (long) Long.BYTES,
        false);
  }

  private static Row segment(String name, int strideBytes) {
    try (Arena arena = Arena.ofConfined()) {
      AlignedLongs cells = new AlignedLongs(arena, 2, strideBytes);
      long start = cells.segment().address() % CacheLine.BYTES;
      return new Row(name, start + cells.offset(0), start + cells.offset(1), true);
    }
  }
}
