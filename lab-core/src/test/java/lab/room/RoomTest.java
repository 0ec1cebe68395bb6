package lab.room;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import lab.explore.Claim;
import lab.explore.Exploration;
import lab.input.BadInput;
import lab.memorymodel.MemoryModel;
import org.junit.jupiter.api.Test;

/** A trivial room, and what it did not have to say. */
class RoomTest {
  private static final Room ROOM = LightSwitch.ROOM;
  private static final Settings DEFAULTS = ROOM.controls().defaults();

  @Test
  void theAddressSaysWhereEverythingIs() {
    assertThat(ROOM.id()).isEqualTo("light-switch");
    assertThat(ROOM.area()).isEqualTo("memory");
    assertThat(ROOM.packageName()).isEqualTo("lab.experiments.memory.lightswitch");
    assertThat(ROOM.evidence())
        .extracting(Evidence::tests)
        .containsExactly(
            List.of("lab.stress.memory.lightswitch.Toggle"),
            List.of("lab.bench.memory.lightswitch.SwitchBench.locked"));
    Address address = new Address("memory/light-switch");
    assertThat(address.named("lab.bench", "concurrent.ring.Bench"))
        .isEqualTo("lab.bench.concurrent.ring.Bench");
    assertThat(new Benchmark("l", "Bench.frames:gc.alloc.rate.norm", Map.of()).at(address).method())
        .isEqualTo("lab.bench.memory.lightswitch.Bench.frames:gc.alloc.rate.norm");
    assertThatIllegalArgumentException().isThrownBy(() -> Room.at("light switch"));
  }

  @Test
  void predictionsFollowFromTheKindOfClaim() {
    List<? extends Claim<?>> claims = ROOM.claims(DEFAULTS);
    assertThat(claims)
        .extracting(c -> ROOM.prediction(Preset.DEFAULT, c).orElseThrow())
        .containsExactly(
            Exploration.Outcome.BREAKS, Exploration.Outcome.REACHED, Exploration.Outcome.SAFE);
    assertThat(ROOM.prediction(Preset.FIXED, claims.getFirst())).contains(Exploration.Outcome.SAFE);
    assertThat(ROOM.prediction(Preset.CHOSEN, claims.getFirst())).isEmpty();
    assertThat(ROOM.preset(DEFAULTS)).isEqualTo(Preset.DEFAULT);
    assertThat(ROOM.preset(ROOM.settings("lock=on"))).isEqualTo(Preset.FIXED);
    assertThat(ROOM.preset(ROOM.settings("people=3"))).isEqualTo(Preset.CHOSEN);
    assertThat(ROOM.expected().exceptions()).isEmpty();
    assertThat(ROOM.hazard()).isEqualTo("somebody sits in the dark in 2 steps");
  }

  @Test
  void aPresetIsSettingsUnderAName() {
    assertThat(ROOM.named("family", ROOM.fixed(), NamedSettings.Measured.NOTHING))
        .hasToString("lock=on people=5");
    assertThat(ROOM.named("here", DEFAULTS, NamedSettings.Measured.NOTHING)).isEqualTo(DEFAULTS);
    NamedSettings.Measured counted =
        label -> label.equals("counted") ? OptionalDouble.of(3) : OptionalDouble.empty();
    assertThat(ROOM.named("here", DEFAULTS, counted)).isEqualTo(ROOM.settings("people=3"));
    assertThatThrownBy(() -> ROOM.named("famly", DEFAULTS, NamedSettings.Measured.NOTHING))
        .isInstanceOf(BadInput.class)
        .hasMessage(
            "the presets of light-switch are family, here (got famly); did you mean family?");
  }

  @Test
  void oneExplorationAnswersAllClaimsOfASetting() {
    assertThat(ROOM.models().under(DEFAULTS)).isSameAs(ROOM.models().under(DEFAULTS));
    assertThat(ROOM.models().under(DEFAULTS).answers()).hasSize(3);
    assertThat(ROOM.models().answer(DEFAULTS, "dark").orElseThrow().schedule())
        .hasToString("Optional[person1.press,person2.press]");
    assertThat(ROOM.models().answer(DEFAULTS, "none")).isEmpty();
    assertThat(ROOM.models().costs("sooner").b()).isEqualTo(2);
    assertThatIllegalStateException()
        .isThrownBy(() -> ROOM.models().steps("dark", "lock=on"))
        .withMessageContaining("nothing leads to dark");
  }

  @Test
  void whatAllowsAnOutcomeIsAsked() {
    Stress stress = (Stress) ROOM.evidence().getFirst();
    List<Outcome> outcomes = stress.cases().getFirst().outcomes();
    assertThat(outcomes.get(1).violates()).contains("dark");
    // No program: what can happen can happen under every model.
    assertThat(ROOM.models().allowing(outcomes.get(1), DEFAULTS)).isEqualTo(MemoryModel.words());
    assertThat(ROOM.models().allowing(outcomes.get(1), ROOM.fixed())).isEmpty();
    assertThat(ROOM.models().allowing(outcomes.get(0), ROOM.fixed()))
        .isEqualTo(MemoryModel.words());
    Outcome exact = Outcome.bad("0", "dark").exactly(List.of(MemoryModel.TSO));
    assertThat(ROOM.models().allowing(exact, ROOM.fixed())).containsExactly("tso");
  }

  @Test
  void theSentenceSaysWhatThereIs() {
    assertThat(ROOM.sentence(new Findings("amd64", List.of(), List.of())))
        .isEqualTo("Dark in 2 steps.");
    Findings found =
        new Findings(
            "amd64",
            List.of(
                new Findings.Counted(
                    "dark", "T", Map.of("lock", "off"), 3, 200_000, VerdictWord.CONFIRMED)),
            List.of());
    assertThat(ROOM.sentence(found)).isEqualTo("Dark in 2 steps; here 3 of 200,000.");
  }

  @Test
  void whatIsMissingIsSaid() {
    assertThatIllegalStateException()
        .isThrownBy(() -> Room.at("memory/none").title("t").question("No question.").build())
        .withMessageContaining("a question");
    assertThatIllegalStateException()
        .isThrownBy(
            () -> Room.at("memory/none").title("t").question("Is it?").hazard("c", "w").build())
        .withMessageContaining("scene, evidence and sentence");
    assertThatIllegalStateException()
        .isThrownBy(() -> Room.at("memory/none").title("t").question("Is it?").build())
        .withMessageContaining("needs a hazard");
  }

  @Test
  void controlsAreTyped() {
    Choice<MemoryModel> model = ProgramControls.model();
    assertThat(model.words()).containsExactly("sc", "tso", "java");
    assertThat(model.defaultValue()).isEqualTo("java");
    assertThat(model.value("tso")).isEqualTo(MemoryModel.TSO);
    assertThat(ProgramControls.mode("", "plain").check("seq_cst")).isEqualTo("volatile");
    Range range = Range.of("n", "", 1, 64, 2).log(2).unit("frames").group("live").primary();
    assertThat(range.check("07")).isEqualTo("7");
    assertThat(range.scale()).isEqualTo(new Range.Scale(true, 2));
    assertThat(range.place()).isEqualTo(new Control.Place(true, "live"));
    assertThatThrownBy(() -> range.check("65"))
        .isInstanceOf(BadInput.class)
        .hasMessage("n is 1..64 (got 65)");
    assertThatThrownBy(() -> ROOM.settings("lok=on"))
        .isInstanceOf(BadInput.class)
        .hasMessageContaining("did you mean lock?");
    assertThatIllegalArgumentException().isThrownBy(() -> Range.of("n", "", 1, 2, 3));
    assertThatIllegalArgumentException().isThrownBy(() -> Settings.parse("lock"));
  }

  @Test
  void orderIsKept() {
    assertThat(Settings.parse("z=1 a=2 m=3").keySet()).containsExactly("z", "a", "m");
    assertThat(StressTest.of("T", "z=1 a=2", List.of()).settings().keySet())
        .containsExactly("z", "a");
  }

  @Test
  void findingsInWords() {
    Findings found =
        new Findings(
            "amd64",
            List.of(counted("mode", "plain", 3), counted("mode", "volatile", 0)),
            List.of(measured("fast", 10), measured("slow", 25)));
    assertThat(found.counts("c", ProgramControls.mode("", "plain"), ""))
        .contains("3 of 10 with plain, 0 of 10 with volatile");
    assertThat(found.count("c", "mode=opaque")).isEmpty();
    assertThat(found.times("slow", "fast", 1)).contains("2.5");
    assertThat(found.change("slow", "fast")).contains("150 % slower");
    assertThat(found.change("fast", "slow")).contains("60 % faster");
    assertThat(found.score("fast", 2)).contains("10.00");
    assertThat(Findings.fixed(12345.6, 0)).isEqualTo("12,346");
    assertThat(
            Saying.that("A").and(" b %s", Optional.of("c")).and(" d %s", Optional.empty()).text())
        .isEqualTo("A b c");
  }

  private static Findings.Counted counted(String control, String value, long seen) {
    return new Findings.Counted("c", "T", Map.of(control, value), seen, 10, VerdictWord.CONFIRMED);
  }

  private static Findings.Measured measured(String label, double ns) {
    return new Findings.Measured("c", label, "ns/op", ns, ns, ns);
  }
}
