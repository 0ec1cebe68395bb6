package lab.experiments.memory.aba;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import lab.memorymodel.AccessMode;
import lab.memorymodel.Grain;
import lab.memorymodel.MemoryModel;
import lab.memorymodel.ProgramPicture;
import lab.memorymodel.ProgramState;
import lab.room.Bench;
import lab.room.Benchmark;
import lab.room.Choice;
import lab.room.Control;
import lab.room.Controls;
import lab.room.Evidence;
import lab.room.Experiment;
import lab.room.Findings;
import lab.room.Outcome;
import lab.room.Predictions;
import lab.room.Scene;
import lab.room.Settings;
import lab.room.Stress;
import lab.room.StressTest;
import lab.room.Structure;
import lab.stage.Piece;
import lab.stage.Stage;

/** The room: a stack of recycled nodes, popped by a thread that is held up. */
public final class Aba implements Experiment {
  private static final Controls CONTROLS =
      Controls.of(
          Control.choice("tag", "count changes beside the head", "off", "off", "on", "unbounded"),
          Control.number("tagBits", "width of the tag, where it is on", 1, 16, 2),
          Control.choice("grain", "what one step is", "operations", "operations", "accesses"),
          Control.choice(
              "model",
              "memory model, where the grain is accesses",
              "java",
              MemoryModel.words().toArray(String[]::new)),
          Choice.old(
              "mode",
              "access mode, where the grain is accesses; acquire-release is as shipped",
              AccessMode.WORDS,
              "acquire-release",
              AccessMode.ALIASES));

  private static final String STRESS = "lab.stress.memory.aba.";
  private static final String STACKS = "lab.concurrent.stack.";
  private static final String BENCH = "lab.bench.memory.aba.StackBench.";

  @Override
  public String address() {
    return "memory/aba";
  }

  @Override
  public String title() {
    return "The ABA problem";
  }

  @Override
  public String question() {
    return "Does a compare-and-set that succeeds prove that nothing has changed?";
  }

  @Override
  public Controls controls() {
    return CONTROLS;
  }

  @Override
  public Settings fixed() {
    return CONTROLS.with(CONTROLS.defaults(), "tag", "unbounded");
  }

  @Override
  public Scene<?> scene(Settings settings) {
    Tag tag =
        switch (settings.get("tag")) {
          case "on" -> new Tag(settings.number("tagBits"));
          case "unbounded" -> Tag.UNBOUNDED;
          default -> Tag.OFF;
        };
    boolean whole = settings.is("grain", "operations");
    MemoryModel model = whole ? MemoryModel.SC : MemoryModel.parse(settings.get("model"));
    Grain grain = whole ? Grain.OPERATIONS : Grain.ACCESSES;
    AbaMachine machine = new AbaMachine(tag, model, grain, settings.get("mode"));
    AbaPicture picture = new AbaPicture(!tag.equals(Tag.OFF));
    Function<ProgramState, Stage> code = ProgramPicture.of(machine.program(), model);
    return new Scene<>(machine, whole ? picture::of : s -> both(picture.of(s), code.apply(s)));
  }

  private static Stage both(Stage first, Stage second) {
    List<Piece> pieces = new ArrayList<>(first.pieces());
    pieces.addAll(second.pieces());
    return new Stage(pieces);
  }

  @Override
  public List<Evidence> evidence() {
    return List.of(
        new Stress(
            AbaMachine.FREED_HEAD,
            List.of(
                test("BareStack", Map.of("tag", "off"), true),
                test("NarrowTagStack", Map.of("tag", "on", "tagBits", "2"), true),
                test("WideTagStack", Map.of("tag", "unbounded"), false)),
            Optional.empty()),
        new Bench(
                AbaMachine.TAG_BEATS_STAMP,
                List.of(
                    benchmark("bare", "bare"),
                    benchmark("tagged", "tagged"),
                    benchmark("stamped", "stamped"),
                    benchmark("bare, two threads", "bareContended"),
                    benchmark("tagged, two threads", "taggedContended"),
                    benchmark("stamped, two threads", "stampedContended")),
                "tagged",
                "stamped",
                Optional.empty())
            .rewrites(STACKS + "CasStack", STACKS + "TaggedStack"));
  }

  @Override
  public List<Structure> structures() {
    return List.of(
        new Structure(
            "tagged stack",
            STACKS + "TaggedStack",
            AbaProgram.of(Tag.UNBOUNDED, Grain.ACCESSES, "acquire-release"),
            AbaMachine.orderingClaims()),
        new Structure(
            "bare stack", STACKS + "CasStack", AbaProgram.fresh(), AbaMachine.orderingClaims()));
  }

  private static Benchmark benchmark(String label, String method) {
    return new Benchmark(label, BENCH + method, Map.of());
  }

  private static StressTest test(String name, Map<String, String> settings, boolean wraps) {
    List<String> allowed = wraps ? MemoryModel.words() : List.of();
    return new StressTest(
        STRESS + name,
        settings,
        List.of(
            Outcome.typed("0", "every node is where it belongs", false, MemoryModel.words()),
            Outcome.typed("1", "a freed node is in the stack", true, allowed),
            Outcome.typed("2", "a node is lost", true, allowed)));
  }

  @Override
  public Predictions predictions() {
    return new Predictions(
        Map.of(
            AbaMachine.FREED_HEAD, "breaks",
            AbaMachine.LOST_NODE, "breaks",
            AbaMachine.CLEAN_POP, "reached",
            AbaMachine.TAG_BEATS_STAMP, "safe"),
        Map.of(
            AbaMachine.FREED_HEAD, "safe",
            AbaMachine.LOST_NODE, "safe",
            AbaMachine.CLEAN_POP, "reached",
            AbaMachine.TAG_BEATS_STAMP, "safe"));
  }

  @Override
  public List<String> contrast() {
    return List.of("tag", "tagBits");
  }

  @Override
  public String sentence(Findings findings) {
    StringBuilder text = new StringBuilder("A bare CAS breaks in 5 steps");
    findings
        .counted(AbaMachine.FREED_HEAD, "tag", "off")
        .ifPresent(c -> text.append("; here ").append(c.phrase()));
    text.append(".");
    findings
        .counted(AbaMachine.FREED_HEAD, "tag", "on")
        .ifPresent(c ->
            text.append(
                " A tag of %s bits comes round: %s."
                    .formatted(c.settings().get("tagBits"), c.phrase())));
    findings
        .counted(AbaMachine.FREED_HEAD, "tag", "unbounded")
        .ifPresent(c -> text.append(" With 32 bits: ").append(c.phrase()).append("."));
    Optional<Findings.Measured> bare = findings.measured("bare");
    Optional<Findings.Measured> tagged = findings.measured("tagged");
    if (bare.isPresent() && tagged.isPresent()) {
      double more = 100 * (tagged.get().median() / bare.get().median() - 1);
      text.append(
          " The tag makes an uncontended push and pop %.0f %% %s."
              .formatted(Math.abs(more), more < 0 ? "faster" : "slower"));
    }
    return text.toString();
  }
}
