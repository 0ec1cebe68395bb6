package lab.bench.memory.falsesharing;

import java.lang.invoke.ConstantBootstraps;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import jdk.internal.vm.annotation.Contended;

/** Two words as fields of one object: next to each other, and as {@code @Contended} has them. */
final class Pairs {
  private Pairs() {}

  /** Two fields, 8 bytes apart: on one line in seven cases of eight. */
  static final class Adjacent {
    static final VarHandle A = field("a", Adjacent.class);
    static final VarHandle B = field("b", Adjacent.class);

    volatile long a;
    volatile long b;
  }

  /**
   * An exhibit. Outside the JDK the annotation does nothing unless the JVM runs with {@code
   * -XX:-RestrictContended}; then each field has {@code -XX:ContendedPaddingWidth} bytes, 128 by
   * default, on either side. {@code LayoutPicture} shows both.
   */
  static final class Annotated {
    static final VarHandle A = field("a", Annotated.class);
    static final VarHandle B = field("b", Annotated.class);

    @Contended volatile long a;
    @Contended volatile long b;
  }

  private static VarHandle field(String name, Class<?> owner) {
    return ConstantBootstraps.fieldVarHandle(
        MethodHandles.lookup(), name, VarHandle.class, owner, long.class);
  }
}
