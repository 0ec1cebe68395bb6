package lab.bench.harness;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The one invocation that is a window takes longer than about a millisecond, so that fewer of them
 * fit: the plan gives it fewer windows, and a run keeps its estimate. On a class it stands for all
 * of its methods.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
public @interface LongWindow {
  /** Milliseconds of a window, at the slowest of the parameters that the lab asks for; above 0. */
  int millis();
}
