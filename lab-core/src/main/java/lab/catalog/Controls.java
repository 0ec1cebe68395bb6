package lab.catalog;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import lab.input.BadInput;
import lab.input.Suggest;

/** The controls of one experiment, in the order in which they are shown. */
public record Controls(List<Control> list) {
  public Controls {
    list = List.copyOf(list);
  }

  public static Controls of(Control... controls) {
    return new Controls(List.of(controls));
  }

  /** Every control at its default: the preset that breaks. */
  public Settings defaults() {
    Map<String, String> values = new LinkedHashMap<>();
    list.forEach(c -> values.put(c.name(), c.defaultValue()));
    return new Settings(values);
  }

  /**
   * @throws BadInput if no control has that name
   */
  public Control named(String name) {
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
    Map<String, String> values = new LinkedHashMap<>(base.values());
    values.put(name, named(name).check(value));
    return new Settings(values);
  }
}
