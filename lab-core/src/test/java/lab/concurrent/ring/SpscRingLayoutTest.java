package lab.concurrent.ring;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import lab.concurrent.layout.CacheLine;
import org.junit.jupiter.api.Test;

/** Where this JVM lays the fields that padding is meant to keep apart. */
class SpscRingLayoutTest {

  @Test
  void whatOneSideWritesIsFarFromWhatTheOtherReadsOrWrites() {
    long[] shared = offsets(SpscRing.class, "slots", "mask", "ahead");
    long[] producer = offsets(SpscRing.class, "producerIndex", "producerLimit");
    long[] consumer = offsets(SpscRing.class, "consumerIndex", "consumerLimit");
    assertThat(distance(shared, producer)).isGreaterThanOrEqualTo(CacheLine.PAIR_BYTES);
    assertThat(distance(producer, consumer)).isGreaterThanOrEqualTo(CacheLine.PAIR_BYTES);
    assertThat(distance(shared, consumer)).isGreaterThanOrEqualTo(CacheLine.PAIR_BYTES);
  }

  @Test
  void whatIsReadOrWrittenAllTheTimeIsFarFromBothEndsOfItsObject() {
    for (Class<?> type : List.of(SpscRing.class, SlippingConsumer.class)) {
      List<Field> used = used(type).toList();
      assertThat(used).as("%s", type).hasSizeGreaterThanOrEqualTo(5);
      long first = used.stream().mapToLong(SpscRingLayoutTest::offset).min().orElseThrow();
      long last = used.stream().mapToLong(f -> offset(f) + size(f)).max().orElseThrow();
      long end = fields(type).mapToLong(f -> offset(f) + size(f)).max().orElseThrow();
      assertThat(first).as("%s", type).isGreaterThanOrEqualTo(CacheLine.PAIR_BYTES);
      assertThat(end - last).as("%s", type).isGreaterThanOrEqualTo(CacheLine.PAIR_BYTES);
    }
  }

  /** All that is not padding: a letter and a number. */
  private static Stream<Field> used(Class<?> type) {
    return fields(type).filter(f -> !f.getName().matches("[a-e][0-9]+"));
  }

  private static Stream<Field> fields(Class<?> type) {
    return Stream.<Class<?>>iterate(type, c -> c != Object.class, Class::getSuperclass)
        .flatMap(c -> Arrays.stream(c.getDeclaredFields()))
        .filter(f -> !Modifier.isStatic(f.getModifiers()));
  }

  private static long[] offsets(Class<?> type, String... names) {
    long[] found =
        fields(type)
            .filter(f -> List.of(names).contains(f.getName()))
            .mapToLong(SpscRingLayoutTest::offset)
            .toArray();
    assertThat(found).hasSize(names.length);
    return found;
  }

  /** Between the nearest two of both, from the end of the one to the start of the other. */
  private static long distance(long[] some, long[] others) {
    return LongStream.of(some)
            .flatMap(a -> LongStream.of(others).map(b -> Math.abs(a - b)))
            .min()
            .orElseThrow()
        - Long.BYTES;
  }

  private static int size(Field field) {
    return field.getType() == long.class ? Long.BYTES : Integer.BYTES;
  }

  /** By reflection: nothing else says where a field lies, and a compiler warns of every mention. */
  private static long offset(Field field) {
    try {
      Class<?> unsafe = Class.forName("sun.misc.Unsafe");
      Field only = unsafe.getDeclaredField("theUnsafe");
      only.setAccessible(true);
      return (long)
          unsafe.getMethod("objectFieldOffset", Field.class).invoke(only.get(null), field);
    } catch (ReflectiveOperationException e) {
      throw new LinkageError("sun.misc.Unsafe.objectFieldOffset", e);
    }
  }
}
