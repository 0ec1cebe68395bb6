package lab.room;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Shipped classes whose access modes are rewritten in the byte code before a child JVM loads them,
 * so that what runs in another mode is the class that ships and no second copy of it.
 *
 * @param classes binary names; nested classes go with them
 * @param label the one labelled access that is rewritten; empty: all of them
 * @param mode what it becomes: a word of {@link lab.memorymodel.AccessMode#WORDS}, or {@code none}
 *     for a fence that is taken out
 */
public record Weakening(List<String> classes, Optional<String> label, String mode) {
  public Weakening {
    classes = List.copyOf(classes);
  }

  /** Every access of these classes in that mode. */
  public static Weakening mode(String mode, String... classes) {
    return new Weakening(List.of(classes), Optional.empty(), mode);
  }

  /** Every access of these classes in that mode. */
  public static Weakening mode(String mode, Class<?>... classes) {
    return mode(mode, Arrays.stream(classes).map(Class::getName).toArray(String[]::new));
  }

  /** One labelled access of a class in that mode, the others as shipped. */
  public static Weakening label(Class<?> realClass, String label, String mode) {
    return label(realClass.getName(), label, mode);
  }

  /** One labelled access of a class in that mode, the others as shipped. */
  public static Weakening label(String realClass, String label, String mode) {
    return new Weakening(List.of(realClass), Optional.of(label), mode);
  }

  /** {@code SpscRing P3 opaque}: as it is shown. */
  @Override
  public String toString() {
    String names =
        String.join(", ", classes.stream().map(c -> c.substring(c.lastIndexOf('.') + 1)).toList());
    return names + label.map(l -> " " + l).orElse("") + " " + mode;
  }
}
