package lab.cli.answer;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import lab.room.Ordered;

/**
 * What {@code lab show} tells.
 *
 * @param experiments in reading order, or in the order in which they were asked for
 */
public record ShowDocument(List<Experiment> experiments) {
  public ShowDocument {
    experiments = List.copyOf(experiments);
  }

  /**
   * A line of the catalogue: as much of an experiment as costs nothing to tell.
   *
   * @param id what a person types, as in {@code aba}
   * @param area {@code nic}, {@code memory}, {@code cpu} or {@code net}
   * @param question that the experiment answers, one sentence with a question mark
   */
  public record Listing(String id, String area, String title, String question) {}

  /**
   * What there is to know of an experiment before it is driven. The answers are not told: they are
   * found.
   *
   * @param controls in the order in which they are shown
   * @param claims of the default preset's machine, in the machine's order
   * @param fixed the preset in which the claims hold: a value for every control
   * @param evidence how the host can be asked, in the order in which it is asked
   * @param explanation Markdown: the idea, what to predict, what is modelled, …; empty: there is
   *     none
   * @param exercises what to find out, in order; the answers are not told
   * @param address area and id, as in {@code memory/aba}
   * @param inPackage where its code lies
   * @param commands what to type next
   * @param presets settings that have a name, besides the default and the fixed preset
   */
  public record Experiment(
      String id,
      String area,
      String title,
      String question,
      List<Control> controls,
      List<Claim> claims,
      Map<String, String> fixed,
      List<Evidence> evidence,
      Optional<String> explanation,
      List<Exercise> exercises,
      String address,
      @JsonProperty("package") String inPackage,
      List<String> commands,
      List<Named> presets) {
    public Experiment {
      controls = List.copyOf(controls);
      claims = List.copyOf(claims);
      fixed = Ordered.copy(fixed);
      evidence = List.copyOf(evidence);
      exercises = List.copyOf(exercises);
      commands = List.copyOf(commands);
      presets = List.copyOf(presets);
    }

    /** Its line in the catalogue. */
    public Listing listing() {
      return new Listing(id, area, title, question);
    }
  }

  /**
   * Settings that have a name: {@code --preset=NAME}.
   *
   * @param text what they stand for
   * @param settings what differs from the default preset; on this machine, where they follow from
   *     it
   */
  public record Named(String name, String text, Map<String, String> settings) {
    public Named {
      settings = Ordered.copy(settings);
    }
  }

  /** A setting of an experiment; {@code kind} tells which fields it has. */
  @JsonTypeInfo(
      use = JsonTypeInfo.Id.NAME,
      include = JsonTypeInfo.As.EXISTING_PROPERTY,
      property = "kind",
      visible = true)
  @JsonSubTypes({
    @JsonSubTypes.Type(value = ChoiceControl.class, name = "choice"),
    @JsonSubTypes.Type(value = NumberControl.class, name = "number")
  })
  public sealed interface Control {
    /** As typed, as in {@code tagBits}. */
    String name();

    /** {@code choice} or {@code number}. */
    String kind();

    /** What it does, in a few words. */
    String text();

    /** Whether it is at hand at once; the others come on demand. */
    boolean primary();

    /** What it belongs to, as in {@code live}; empty: to the experiment as a whole. */
    String group();

    /** The value that it has unless somebody sets another, as a word. */
    String usual();

    /** The values it may take, to be read: {@code plain | opaque} or {@code 1..16}. */
    String domain();
  }

  /**
   * One of a few words.
   *
   * @param values in the order in which they are shown
   * @param usual the default; one of the values
   */
  public record ChoiceControl(
      String name,
      String kind,
      List<String> values,
      @JsonProperty("default") String usual,
      String text,
      boolean primary,
      String group)
      implements Control {
    public ChoiceControl {
      values = List.copyOf(values);
    }

    @Override
    public String domain() {
      // Blanks between the values, so that a long list is broken between them.
      return String.join(" | ", values);
    }
  }

  /**
   * A whole number from {@code min} to {@code max}, both included.
   *
   * @param number the default
   * @param log whether a slider's step multiplies by {@code step}; else it adds it
   * @param unit what it counts, as in {@code ns}; empty where the name says it
   */
  public record NumberControl(
      String name,
      String kind,
      int min,
      int max,
      @JsonProperty("default") int number,
      boolean log,
      int step,
      String unit,
      String text,
      boolean primary,
      String group)
      implements Control {
    @Override
    public String usual() {
      return Integer.toString(number);
    }

    @Override
    public String domain() {
      return min + ".." + max;
    }
  }

  /**
   * Something that is said of the machine.
   *
   * @param kind {@code never}, {@code stuck}, {@code sometimes}, {@code reach} or {@code beats}
   * @param text the claim as one sentence
   */
  public record Claim(String name, String kind, String text) {}

  /**
   * Something to find out; {@code lab drive ID --exercise=N} checks the answer.
   *
   * @param number from 1
   * @param asks one sentence or two
   * @param kind {@code break}, {@code mend} or {@code weaken}: what an answer is
   * @param claim name of the claim that it is about
   * @param settings what differs from the default preset where it begins
   */
  public record Exercise(
      int number, String asks, String kind, String claim, Map<String, String> settings) {
    public Exercise {
      settings = Ordered.copy(settings);
    }
  }

  /**
   * A way to ask the host about a claim.
   *
   * @param kind {@code stress}, {@code bench}, {@code series}, {@code live}, {@code fact} or {@code
   *     none}
   * @param tests what is run or read, by name; a name stands once for each row of settings
   * @param analogue why this is an analogue only, if it is one
   * @param claim name of the claim
   * @param reason why there is no way to ask, if there is none
   * @param about what is looked at, in words; empty if there is no way to ask
   * @param twins how many of the tests run a copy that was broken on purpose
   */
  public record Evidence(
      String kind,
      List<String> tests,
      Optional<String> analogue,
      String claim,
      Optional<String> reason,
      String about,
      int twins) {
    public Evidence {
      tests = List.copyOf(tests);
    }
  }
}
