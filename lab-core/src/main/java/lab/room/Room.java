package lab.room;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;
import lab.explore.Claim;
import lab.explore.Exploration.Outcome;
import lab.input.BadInput;
import lab.input.Suggest;

/**
 * A room of the lab, as a value: one question, a machine that can be driven and broken, and the
 * evidence that the real machine can give. Made by {@link #at}.
 *
 * <p>What an engine can tell is asked of {@link #models}. What the machine must answer for the lab
 * to agree with itself is a rule, and a room names the exceptions: by default the default preset
 * breaks every {@code never} and {@code stuck} and the fixed one none, A beats B, and what should
 * be reached is.
 */
public final class Room {
  private final Address address;
  private final String title;
  private final String question;
  private final Controls controls;
  private final Settings fixed;
  private final List<NamedSettings> presets;
  private final List<String> contrast;
  private final Function<Settings, Scene<?>> scene;
  private final Function<Settings, String> world;
  private final Optional<Function<Opened, Room>> opening;
  private final List<Evidence> evidence;
  private final Supplier<List<Structure>> structures;
  private final Expectations expected;
  private final BiFunction<Findings, Models, String> sentence;
  private final String hazard;
  private final String hazardous;
  private final Models models = new Models(this);

  private Room(Builder b) {
    address = b.address;
    title = b.title;
    question = b.question;
    controls = b.controls;
    fixed = controls.with(controls.defaults(), b.fixed);
    presets = List.copyOf(b.presets);
    contrast = b.contrast.orElse(controls.has("mode") ? List.of("mode") : List.of());
    scene = b.scene;
    world = b.world;
    opening = b.opening;
    evidence = new LazyList<>(() -> b.evidence.get().stream().map(e -> e.at(b.address)).toList());
    structures = b.structures;
    expected = new Expectations(b.byDefault, b.whenFixed);
    sentence = b.sentence;
    hazard = b.hazard;
    hazardous = b.hazardous;
    contrast.forEach(controls::named);
  }

  /** Begins a room, as in {@code memory/false-sharing}. */
  public static Builder at(String address) {
    return new Builder(new Address(address));
  }

  /** Area and short id, as in {@code memory/aba}. */
  public String address() {
    return address.path();
  }

  /** The short id, as in {@code aba}: what a person types. */
  public String id() {
    return address.id();
  }

  /** {@code nic}, {@code memory}, {@code cpu} or {@code net}. */
  public String area() {
    return address.area();
  }

  /** Where its code lies. */
  public String packageName() {
    return address.packageBelow("lab.experiments");
  }

  public String title() {
    return title;
  }

  /** The question that the room answers, as one sentence with a question mark. */
  public String question() {
    return question;
  }

  public Controls controls() {
    return controls;
  }

  /** The preset in which the claims hold. */
  public Settings fixed() {
    return fixed;
  }

  /**
   * What goes wrong under the default preset, and how soon: {@code an update is lost in 4 steps}.
   */
  public String hazard() {
    return hazard + " in " + models.steps(hazardous, "");
  }

  /** The default preset with some controls changed, as in {@code tag=on tagBits=2}. */
  public Settings settings(String changes) {
    return controls.with(controls.defaults(), changes);
  }

  /** Which preset these settings are. */
  public Preset preset(Settings settings) {
    return settings.equals(controls.defaults())
        ? Preset.DEFAULT
        : settings.equals(fixed) ? Preset.FIXED : Preset.CHOSEN;
  }

  /** Settings that have a name, besides the default and the fixed preset. */
  public List<NamedSettings> presets() {
    return presets;
  }

  /**
   * {@code base} as the preset of that name has it.
   *
   * @param measured what this room measured on this machine before
   * @throws BadInput if there is no such preset; the message names those that there are
   */
  public Settings named(String preset, Settings base, NamedSettings.Measured measured) {
    List<String> names = presets.stream().map(NamedSettings::name).toList();
    if (!names.contains(preset)) {
      throw new BadInput(
          names.isEmpty()
              ? id() + " has no named presets (got " + preset + ")"
              : "the presets of %s are %s (got %s)%s"
                  .formatted(
                      id(), String.join(", ", names), preset, Suggest.didYouMean(preset, names)));
    }
    return controls.with(base, presets.get(names.indexOf(preset)).changes().apply(measured));
  }

  /**
   * The machine under these settings.
   *
   * @throws BadInput if the settings, each possible alone, do not go together; the message says why
   */
  public Scene<?> scene(Settings settings) {
    return scene.apply(settings);
  }

  /**
   * The bounds of the machine's world under these settings, in words, as in {@code 3 nodes and a
   * tag of 2 bits}: a proof holds in it, and says nothing of another.
   */
  public String world(Settings settings) {
    return world.apply(settings);
  }

  /**
   * What the room makes of a packet of somebody's capture: a room of the same address, about that
   * packet. Empty if it opens none.
   */
  public Optional<Room> opened(Opened packet) {
    return opening.map(made -> made.apply(packet));
  }

  /** Whether packets of captures can be looked at here. */
  public boolean opens() {
    return opening.isPresent();
  }

  /** What the room explains: {@code room.md} beside its code. Read when somebody asks. */
  public Optional<Explanation> explanation() {
    return Explanation.ofPackage(packageName());
  }

  /** The machine's claims under these settings. */
  public List<? extends Claim<?>> claims(Settings settings) {
    return scene(settings).machine().claims();
  }

  /** How the host can be asked, in the order in which it is asked. Never empty. */
  public List<Evidence> evidence() {
    return evidence;
  }

  /** The shipped classes of this room beside the programs that model them. */
  public List<Structure> structures() {
    return structures.get();
  }

  /**
   * The controls that a run varies by itself, one row per value, unless the person has set them:
   * the contrast that the room is about. A stress test runs if each control that it stands for is
   * one of these or has the value of the settings.
   */
  public List<String> contrast() {
    return contrast;
  }

  /** What its machine answers. */
  public Models models() {
    return models;
  }

  /** What the machine must answer under a preset; empty for settings that somebody chose. */
  public Optional<Outcome> prediction(Preset preset, Claim<?> claim) {
    return expected.of(preset, claim);
  }

  /** What it must answer, as a rule with exceptions. */
  public Expectations expected() {
    return expected;
  }

  /**
   * One sentence for the end of a run: what the model says beside what this machine did. Every
   * number in it comes from the findings or from the models; rows that did not run are not
   * mentioned.
   */
  public String sentence(Findings findings) {
    return sentence.apply(findings, models);
  }

  @Override
  public String toString() {
    return address();
  }

  /** What a room declares. */
  public static final class Builder {
    private final Address address;
    private String title = "";
    private String question = "";
    private Controls controls = Controls.of();
    private String fixed = "";
    private final List<NamedSettings> presets = new ArrayList<>();
    private String hazard = "";
    private String hazardous = "";
    private Optional<List<String>> contrast = Optional.empty();
    private Function<Settings, Scene<?>> scene;
    private Function<Settings, String> world = settings -> "";
    private Optional<Function<Opened, Room>> opening = Optional.empty();
    private Supplier<List<Evidence>> evidence;
    private Supplier<List<Structure>> structures = List::of;
    private final Map<String, Outcome> byDefault = new LinkedHashMap<>();
    private final Map<String, Outcome> whenFixed = new LinkedHashMap<>();
    private BiFunction<Findings, Models, String> sentence;

    private Builder(Address address) {
      this.address = address;
    }

    public Builder title(String text) {
      title = text;
      return this;
    }

    /** One sentence with a question mark. */
    public Builder question(String text) {
      question = text;
      return this;
    }

    public Builder controls(Control<?>... all) {
      controls = Controls.of(all);
      return this;
    }

    /** What the fixed preset changes, as in {@code tag=unbounded}. */
    public Builder fixed(String changes) {
      fixed = changes;
      return this;
    }

    /** Settings that have a name: what they change, as in {@code l1=32 l2=1024}. */
    public Builder preset(String name, String words, String changes) {
      return preset(new NamedSettings(name, words, measured -> changes));
    }

    /** Settings that have a name and may follow from this machine. */
    public Builder preset(NamedSettings named) {
      presets.add(named);
      return this;
    }

    /**
     * What goes wrong under the default preset, in a few words.
     *
     * @param claim the claim that it breaks; in how many steps, its machine is asked
     */
    public Builder hazard(String claim, String words) {
      hazardous = claim;
      hazard = words;
      return this;
    }

    /** The controls that a run varies; {@code mode}, where there is one, if nothing is said. */
    public Builder contrast(Control<?>... varied) {
      contrast = Optional.of(Arrays.stream(varied).map(Control::name).toList());
      return this;
    }

    public Builder scene(Function<Settings, Scene<?>> made) {
      scene = made;
      return this;
    }

    /** The bounds of its world in words: a noun phrase, its numbers from the settings. */
    public Builder world(Function<Settings, String> words) {
      world = words;
      return this;
    }

    /** Packets of captures are looked at in a room that is made for each. */
    public Builder opens(Function<Opened, Room> made) {
      opening = Optional.of(made);
      return this;
    }

    /** Made when somebody asks: a list of rooms costs nothing. */
    public Builder evidence(Supplier<List<Evidence>> made) {
      evidence = made;
      return this;
    }

    /** Made when somebody asks. */
    public Builder structures(Supplier<List<Structure>> made) {
      structures = made;
      return this;
    }

    /** These claims hold under the default preset too. */
    public Builder holds(String... claims) {
      for (String claim : claims) {
        byDefault.put(claim, Outcome.SAFE);
      }
      return this;
    }

    /** Another exception of the default preset. */
    public Builder byDefault(String claim, Outcome answer) {
      byDefault.put(claim, answer);
      return this;
    }

    /** An exception of the fixed preset. */
    public Builder whenFixed(String claim, Outcome answer) {
      whenFixed.put(claim, answer);
      return this;
    }

    public Builder sentence(BiFunction<Findings, Models, String> said) {
      sentence = said;
      return this;
    }

    public Room build() {
      if (!question.endsWith("?") || title.isBlank()) {
        throw new IllegalStateException(address.path() + " needs a title, and a question");
      }
      if (hazard.isBlank()) {
        throw new IllegalStateException(address.path() + " needs a hazard: what breaks by default");
      }
      if (scene == null || evidence == null || sentence == null) {
        throw new IllegalStateException(address.path() + " needs scene, evidence and sentence");
      }
      return new Room(this);
    }
  }
}
