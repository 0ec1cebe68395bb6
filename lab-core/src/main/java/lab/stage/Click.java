package lab.stage;

/** What a click on a thing does. */
public sealed interface Click {

  /** As a person types it. */
  String text();

  /** Takes a step: {@code text} is that of the {@code lab.explore.Action}. */
  record Step(String text) implements Click {}

  /** Sets a control: {@code name=value}, as in {@code tag=on}. */
  record Set(String text) implements Click {
    public Set {
      if (text.indexOf('=') < 1) {
        throw new IllegalArgumentException("a click sets NAME=VALUE (got " + text + ")");
      }
    }
  }
}
