package lab.catalog;

import java.util.List;
import lab.input.BadInput;

/**
 * A room of the lab: one question, a machine that can be driven and broken, and the evidence that
 * the real machine can give.
 */
public interface Experiment {

  /** Area and short id, as in {@code memory/aba}. */
  String address();

  /** The short id, as in {@code aba}: what a person types. */
  default String id() {
    return address().substring(address().indexOf('/') + 1);
  }

  /** {@code nic}, {@code memory}, {@code cpu} or {@code net}. */
  default String area() {
    return address().substring(0, address().indexOf('/'));
  }

  String title();

  /** The question that the room answers, as one sentence with a question mark. */
  String question();

  Controls controls();

  /** The preset in which the claims hold. */
  Settings fixed();

  /**
   * The machine under these settings.
   *
   * @throws BadInput if the settings, each possible alone, do not go together; the message says why
   */
  Scene<?> scene(Settings settings);

  /** How the host can be asked, in the order in which it is asked. Never empty. */
  List<Evidence> evidence();

  /**
   * The shipped classes of this room beside the programs that model them; see {@link Structure}.
   */
  default List<Structure> structures() {
    return List.of();
  }

  /** What is said of the claim and the host's answer; see {@link Predictions}. */
  Predictions predictions();

  /**
   * The controls that a run varies by itself, one row per value, unless the person has set them:
   * the contrast that the room is about. A stress test runs if each control that it stands for is
   * one of these or has the value of the settings.
   */
  default List<String> contrast() {
    return List.of("mode");
  }

  /**
   * One sentence for the end of a run: what the model says beside what this machine did. Every
   * number in it comes from the findings; rows that did not run are not mentioned.
   */
  String sentence(Findings findings);
}
