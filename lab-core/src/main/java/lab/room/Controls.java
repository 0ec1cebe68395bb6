package lab.room;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import lab.input.BadInput;
import lab.input.Suggest;
import lab.room.Choice.Follows;

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
    for (Control<?> control : list) {
      follows(control)
          .filter(f -> f.at().equals(values.get(f.leader())))
          .ifPresent(f -> values.put(control.name(), f.only()));
    }
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
          if (names.isEmpty()) {
            return new BadInput("there is nothing to set here (got %s)".formatted(name));
          }
          return new BadInput(
              "there is no control %s here; the controls are %s%s"
                  .formatted(name, String.join(", ", names), Suggest.didYouMean(name, names)));
        });
  }

  /** What a control follows, if its leader is a control here. */
  private Optional<Follows> follows(Control<?> control) {
    return control instanceof Choice<?> c
        ? c.follows().filter(f -> has(f.leader()))
        : Optional.empty();
  }

  /**
   * {@code base} with one control changed. Who follows it changes with it.
   *
   * @throws BadInput if there is no such control or value, or another control leaves it no choice
   */
  public Settings with(Settings base, String name, String value) {
    return with(base, Map.of(name, value));
  }

  /**
   * {@code base} with some controls changed, whatever their order. Who follows one of them, and is
   * not among them, changes with it: to the only value that is left to it, or back to its default.
   *
   * @param changes control to value
   * @throws BadInput if there is no such control or value, or another control leaves it no choice
   */
  public Settings with(Settings base, Map<String, String> changes) {
    Settings settings = base;
    for (Map.Entry<String, String> change : changes.entrySet()) {
      String name = change.getKey();
      settings = settings.with(name, named(name).check(change.getValue()));
    }
    for (Control<?> control : list) {
      Optional<Follows> following = follows(control);
      if (following.isPresent()) {
        settings = followed(base, settings, control, following.get(), changes);
      }
    }
    return settings;
  }

  private static Settings followed(
      Settings base, Settings now, Control<?> control, Follows f, Map<String, String> changes) {
    String name = control.name();
    boolean led = now.is(f.leader(), f.at());
    if (led && changes.containsKey(name) && !now.is(name, f.only())) {
      throw new BadInput(
          "%s=%s does not go with %s=%s: %s"
              .formatted(name, now.get(name), f.leader(), f.at(), f.why()));
    }
    boolean freed = !led && base.is(f.leader(), f.at()) && !changes.containsKey(name);
    return led ? now.with(name, f.only()) : freed ? now.with(name, control.defaultValue()) : now;
  }

  /** {@code base} with some controls changed, as in {@code tag=on tagBits=2}. */
  public Settings with(Settings base, String changes) {
    return with(base, Settings.parse(changes));
  }
}
