package lab.room;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import lab.input.BadInput;
import lab.memorymodel.Grain;
import org.junit.jupiter.api.Test;

/** Whole operations take turns: the model that is printed is the one that ran. */
class ControlsTest {
  private static final Controls CONTROLS =
      Controls.of(ProgramControls.grain(Grain.OPERATIONS), ProgramControls.model());
  private static final Settings DEFAULTS = CONTROLS.defaults();

  @Test
  void theModelFollowsTheGrain() {
    assertThat(DEFAULTS).hasToString("grain=operations model=sc");
    Settings accesses = CONTROLS.with(DEFAULTS, "grain=accesses");
    assertThat(accesses).hasToString("grain=accesses model=java");
    Settings tso = CONTROLS.with(accesses, "model=tso");
    assertThat(tso).hasToString("grain=accesses model=tso");
    assertThat(CONTROLS.with(tso, "grain=accesses")).isEqualTo(tso);
    assertThat(CONTROLS.with(tso, "grain=operations")).isEqualTo(DEFAULTS);
    assertThat(CONTROLS.with(DEFAULTS, "model=sc")).isEqualTo(DEFAULTS);
  }

  @Test
  void theOrderOfChangesDoesNotMatter() {
    assertThat(CONTROLS.with(DEFAULTS, "model=tso grain=accesses"))
        .isEqualTo(CONTROLS.with(DEFAULTS, "grain=accesses model=tso"));
  }

  @Test
  void anotherModelIsRefusedWithTheWayOut() {
    for (String changes : new String[] {"model=tso", "grain=operations model=java"}) {
      assertThatThrownBy(() -> CONTROLS.with(DEFAULTS, changes))
          .isInstanceOf(BadInput.class)
          .hasMessageContaining("does not go with grain=operations")
          .hasMessageContaining("add --set grain=accesses");
    }
  }

  @Test
  void whereNothingIsSetThatIsSaid() {
    assertThatThrownBy(() -> Controls.of().named("mode"))
        .isInstanceOf(BadInput.class)
        .hasMessage("there is nothing to set here (got mode)");
  }

  /** What an answer leaves out is said; one under java leaves nothing out. */
  @Test
  void whatAnAnswerLeavesOutIsSaid() {
    assertThat(by("")).isEqualTo("while operations are whole");
    assertThat(by("grain=accesses model=tso")).isEqualTo("by the CPU alone");
    assertThat(by("grain=accesses model=sc")).isEqualTo("by interleaving alone");
    assertThat(ProgramControls.scope(CONTROLS.with(DEFAULTS, "grain=accesses"))).isEmpty();
    assertThat(ProgramControls.scope(LightSwitch.ROOM.controls().defaults())).isEmpty();
  }

  private static String by(String changes) {
    return ProgramControls.scope(CONTROLS.with(DEFAULTS, changes)).orElseThrow().by();
  }

  /** A room without the control that is followed is free to choose. */
  @Test
  void whoFollowsNobodyKeepsItsDefault() {
    Controls alone = Controls.of(ProgramControls.model());
    assertThat(alone.defaults()).hasToString("model=java");
    assertThat(alone.with(alone.defaults(), "model=tso")).hasToString("model=tso");
  }
}
