package lab.room;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The sentences at the end of a run, put together from what there is: a part of which something was
 * not found is left out.
 */
public final class Saying {
  private final StringBuilder said = new StringBuilder();

  private Saying() {}

  /** Begins with what holds whatever was found. */
  public static Saying that(String words, Object... parts) {
    Saying saying = new Saying();
    saying.fill(words, List.of(parts));
    return saying;
  }

  /** Goes on with what holds whatever was found. */
  public Saying and(String words) {
    said.append(words);
    return this;
  }

  /**
   * Goes on if all of it was found.
   *
   * @param words with {@code %s} for each part
   */
  public Saying and(String words, Optional<?>... parts) {
    if (Arrays.stream(parts).allMatch(Optional::isPresent)) {
      fill(words, Arrays.stream(parts).<Object>map(Optional::orElseThrow).toList());
    }
    return this;
  }

  private void fill(String words, List<Object> parts) {
    said.append(words.formatted(parts.toArray()));
  }

  /** What has been said. */
  public String text() {
    return said.toString().strip();
  }
}
