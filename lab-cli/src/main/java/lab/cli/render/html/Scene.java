package lab.cli.render.html;

import java.util.Optional;
import java.util.Set;
import lab.stage.Click;

/**
 * What all the parts of one drawn picture share.
 *
 * @param id begins every id in it; letters, digits and hyphens, unique on the page
 * @param changed keys as {@link lab.cli.render.StageDiff} gives them
 * @param live whether things can be clicked: without a script a button would be a lie
 */
record Scene(String id, Set<String> changed, boolean live) {

  /** The class of what changed, after a blank; nothing for the rest. */
  String mark(String key) {
    return changed.contains(key) ? " changed" : "";
  }

  boolean isButton(Optional<Click> click) {
    return live && click.isPresent();
  }

  /** The value of {@code data-do}: a step to take; null if there is none. */
  static String step(Optional<Click> click) {
    return click.filter(Click.Step.class::isInstance).map(Click::text).orElse(null);
  }

  /** The value of {@code data-set}: a control to set; null if there is none. */
  static String set(Optional<Click> click) {
    return click.filter(Click.Set.class::isInstance).map(Click::text).orElse(null);
  }
}
