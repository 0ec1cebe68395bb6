package lab.room;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import lab.input.BadInput;
import lab.input.Suggest;

/** The controls of one room, in the order in which they are shown. */
public record Controls(List<Control<?>> list) {
  public Controls {
    list = List.copyOf(list);
  }

  public static Controls of(Control<?>... controls) {
    return new Controls(List.of(controls));
  }

  /** Every control at its default: the preset that breaks. */
  public Settings defaults() {
    Map<String, String> values = new LinkedHashMap<>();
    list.forEach(c -> values.put(c.name(), c.defaultValue()));
    return new Settings(values);
  }

  /** Whether there is a control of that name. */
  public boolean has(String name) {
    return list.stream().anyMatch(c -> c.name().equals(name));
  }

  /**
   * @throws BadInput if no control has that name
   */
  public Control<?> named(String name) {
    return list.stream()
        .filter(c -> c.name().equals(name))
        .findFirst()
        .orElseThrow(() -> {
          List<String> names = list.stream().map(Control::name).toList();
          return new BadInput(
              "there is no control %s here; the controls are %s%s"
                  .formatted(name, String.join(", ", names), Suggest.didYouMean(name, names)));
        });
  }

  /** {@code base} with one control changed. */
  public Settings with(Settings base, String name, String value) {
    return base.with(name, named(name).check(value));
  }

  /**
   * {@code base} with some controls changed, in their order.
   *
   * @param changes control to value
   */
  public Settings with(Settings base, Map<String, String> changes) {
    Settings settings = base;
    for (Map.Entry<String, String> change : changes.entrySet()) {
      settings = with(settings, change.getKey(), change.getValue());
    }
    return settings;
  }

  /** {@code base} with some controls changed, as in {@code tag=on tagBits=2}. */
  public Settings with(Settings base, String changes) {
    return with(base, Settings.parse(changes));
  }
}
