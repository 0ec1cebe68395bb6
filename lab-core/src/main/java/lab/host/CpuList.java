package lab.host;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/** The kernel's way to write sets of numbers, as in {@code 0-3,8}. */
public final class CpuList {
  private CpuList() {}

  /**
   * The numbers in ascending order, each once; none for a blank text.
   *
   * @throws IllegalArgumentException if the text is no such list
   */
  public static List<Integer> parse(String text) {
    TreeSet<Integer> numbers = new TreeSet<>();
    if (text.isBlank()) {
      return List.of();
    }
    for (String part : text.strip().split(",", -1)) {
      int dash = part.indexOf('-');
      try {
        int from = Integer.parseInt(dash < 0 ? part : part.substring(0, dash));
        int to = dash < 0 ? from : Integer.parseInt(part.substring(dash + 1));
        if (from < 0 || to < from) {
          throw new IllegalArgumentException("not a CPU list: " + text);
        }
        for (int n = from; n <= to; n++) {
          numbers.add(n);
        }
      } catch (NumberFormatException e) {
        throw new IllegalArgumentException("not a CPU list: " + text, e);
      }
    }
    return List.copyOf(numbers);
  }

  /** The shortest such text for ascending numbers. */
  public static String format(List<Integer> numbers) {
    List<String> parts = new ArrayList<>();
    for (int i = 0; i < numbers.size(); ) {
      int last = i;
      while (last + 1 < numbers.size() && numbers.get(last + 1) == numbers.get(last) + 1) {
        last++;
      }
      parts.add(i == last ? "" + numbers.get(i) : numbers.get(i) + "-" + numbers.get(last));
      i = last + 1;
    }
    return String.join(",", parts);
  }
}
