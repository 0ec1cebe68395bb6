package lab.room;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import lab.input.BadInput;
import lab.input.Suggest;

/**
 * One of a few words. The first is the default, unless {@link #byDefault} names another.
 *
 * @param values the words in the order in which they are shown, with what each means
 * @param aliases other spellings of a word
 * @param follows the control that leaves it no choice while it has a certain value
 */
public record Choice<T>(
    String name,
    String text,
    List<Value<T>> values,
    String defaultValue,
    Map<String, String> aliases,
    Optional<Follows> follows,
    Place place)
    implements Control<T> {

  /**
   * While another control has a certain value, this one can only have one.
   *
   * @param leader name of the other control
   * @param at the value of the other
   * @param only the word of this one, then
   * @param why what to tell whoever asks for another
   */
  public record Follows(String leader, String at, String only, String why) {}

  /** A word, and what it means to the room. */
  public record Value<T>(String word, T meaning) {}

  public Choice {
    values = List.copyOf(values);
    aliases = Ordered.copy(aliases);
  }

  /** A choice of one word so far; {@link #or} adds the others. */
  public static <T> Choice<T> of(String name, String text, String word, T meaning) {
    return new Choice<>(
        name,
        text,
        List.of(new Value<>(word, meaning)),
        word,
        Map.of(),
        Optional.empty(),
        Place.USUAL);
  }

  /** Words that mean themselves. */
  public static Choice<String> words(String name, String text, List<String> words) {
    List<Value<String>> values = words.stream().map(w -> new Value<>(w, w)).toList();
    return new Choice<>(
        name, text, values, words.getFirst(), Map.of(), Optional.empty(), Place.USUAL);
  }

  /** The constants of an enum, in small letters and with hyphens. */
  public static <E extends Enum<E>> Choice<E> of(String name, String text, Class<E> type) {
    List<Value<E>> values = new ArrayList<>();
    for (E constant : type.getEnumConstants()) {
      values.add(new Value<>(constant.name().toLowerCase(Locale.ROOT).replace('_', '-'), constant));
    }
    return new Choice<>(
        name, text, values, values.getFirst().word(), Map.of(), Optional.empty(), Place.USUAL);
  }

  /** {@code off} or {@code on}; off by default. */
  public static Choice<Boolean> toggle(String name, String text) {
    return of(name, text, "off", false).or("on", true);
  }

  /** The same choice with one word more. */
  public Choice<T> or(String word, T meaning) {
    List<Value<T>> more = new ArrayList<>(values);
    more.add(new Value<>(word, meaning));
    return new Choice<>(name, text, more, defaultValue, aliases, follows, place);
  }

  /** The same choice with another default. */
  public Choice<T> byDefault(String word) {
    return new Choice<>(name, text, values, check(word), aliases, follows, place);
  }

  /** The same choice with other spellings of its words. */
  public Choice<T> aliases(Map<String, String> spellings) {
    return new Choice<>(name, text, values, defaultValue, spellings, follows, place);
  }

  /** The same choice, at hand at once. */
  public Choice<T> primary() {
    return placed(new Place(true, place.group()));
  }

  /** The same choice, as part of a group. */
  public Choice<T> group(String group) {
    return placed(new Place(place.primary(), group));
  }

  private Choice<T> placed(Place where) {
    return new Choice<>(name, text, values, defaultValue, aliases, follows, where);
  }

  /** The same choice, which there is none of while another control has that value. */
  public Choice<T> follows(String leader, String at, String only, String why) {
    return new Choice<>(
        name,
        text,
        values,
        defaultValue,
        aliases,
        Optional.of(new Follows(leader, at, check(only), why)),
        place);
  }

  /** The words, in the order in which they are shown. */
  public List<String> words() {
    return values.stream().map(Value::word).toList();
  }

  @Override
  public List<String> samples() {
    return words();
  }

  @Override
  public String domain() {
    return String.join("|", words());
  }

  @Override
  public String check(String typed) {
    String canonical = aliases.getOrDefault(typed, typed);
    List<String> words = words();
    if (!words.contains(canonical)) {
      throw new BadInput(
          "%s is one of %s (got %s)%s"
              .formatted(
                  name,
                  words.stream().collect(Collectors.joining(", ")),
                  typed,
                  Suggest.didYouMean(typed, words)));
    }
    return canonical;
  }

  /** The word of what a value means. */
  public String word(T meaning) {
    return values.stream()
        .filter(v -> v.meaning().equals(meaning))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException(name + " means nothing like " + meaning))
        .word();
  }

  @Override
  public T value(String word) {
    return values.stream()
        .filter(v -> v.word().equals(word))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException(name + " has no value " + word))
        .meaning();
  }
}
