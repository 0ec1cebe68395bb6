package lab.cli.answer;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.List;
import java.util.Locale;
import lab.cli.host.LabFacts;
import lab.cli.host.MachineFacts;
import lab.cli.host.Quietness;
import lab.host.Parallelism;

/**
 * What {@code lab doctor} found.
 *
 * @param lab which lab looked
 * @param machine what kind of machine this is; what the system does not tell is null in JSON
 * @param parallelism whether two threads run at the same time here
 * @param look how quiet the machine was just now
 * @param checks what this machine can show, those first that matter to most rooms
 */
public record DoctorDocument(
    LabFacts lab,
    MachineFacts machine,
    Parallelism parallelism,
    Quietness.Look look,
    List<Check> checks) {
  public DoctorDocument {
    checks = List.copyOf(checks);
  }

  /**
   * One line of {@code lab doctor}.
   *
   * @param topic what is to be shown, in a few words
   * @param shows whether this machine can show it
   * @param finding what was found, and what follows from it for the lab, in whole sentences
   */
  public record Check(String topic, Shows shows, String finding) {

    /** Whether this machine can show something. */
    public enum Shows {
      YES,
      PARTLY,
      NO,
      UNKNOWN;

      /** As it stands in JSON and before the line. */
      @JsonValue
      public String word() {
        return name().toLowerCase(Locale.ROOT);
      }
    }

    public static Check yes(String topic, String finding) {
      return new Check(topic, Shows.YES, finding);
    }

    public static Check partly(String topic, String finding) {
      return new Check(topic, Shows.PARTLY, finding);
    }

    public static Check no(String topic, String finding) {
      return new Check(topic, Shows.NO, finding);
    }

    public static Check unknown(String topic, String finding) {
      return new Check(topic, Shows.UNKNOWN, finding);
    }
  }
}
