package lab.experiments.memory.aba;

import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import lab.concurrent.stack.CasStack;
import lab.concurrent.stack.TaggedStack;
import lab.memorymodel.Grain;
import lab.memorymodel.MemoryModel;
import lab.room.Choice;
import lab.room.Findings;
import lab.room.Models;
import lab.room.ProgramControls;
import lab.room.Range;
import lab.room.Room;
import lab.room.Saying;
import lab.room.Scene;
import lab.room.Settings;
import lab.room.Structure;

/** The room: a stack of recycled nodes, popped by a thread that is held up. */
public final class Aba {
  private static final Choice<IntFunction<Tag>> TAG =
      Choice.<IntFunction<Tag>>of("tag", "count changes beside the head", "off", _ -> Tag.OFF)
          .or("on", Tag::new)
          .or("unbounded", _ -> Tag.UNBOUNDED)
          .primary();
  private static final Range TAG_BITS =
      Range.of("tagBits", "width of the tag, where it is on", 1, 16, 2).primary().unit("bits");
  private static final Choice<Grain> GRAIN = ProgramControls.grain(Grain.OPERATIONS);
  private static final Choice<MemoryModel> MODEL = ProgramControls.model();
  private static final Choice<String> MODE = ProgramControls.mode();

  public static final Room ROOM =
      Room.at("memory/aba")
          .title("The ABA problem")
          .question("Does a compare-and-set that succeeds prove that nothing has changed?")
          .controls(TAG, TAG_BITS, GRAIN, MODEL, MODE)
          .fixed("tag=unbounded")
          .hazard(AbaMachine.FREED_HEAD, "the head points at a freed node")
          .contrast(TAG, TAG_BITS)
          .scene(Aba::scene)
          .world(Aba::world)
          .evidence(AbaEvidence::all)
          .structures(Aba::structures)
          .sentence(Aba::sentence)
          .build();

  private Aba() {}

  private static Scene<?> scene(Settings settings) {
    Tag tag = tag(settings);
    AbaMachine machine = new AbaMachine(tag, ProgramControls.of(settings));
    return Scene.ofProgram(machine, new AbaPicture(tag, ProgramControls.of(settings).whole())::of);
  }

  private static Tag tag(Settings settings) {
    return settings.get(TAG).apply(settings.get(TAG_BITS));
  }

  private static String world(Settings settings) {
    boolean whole = ProgramControls.of(settings).whole();
    return "%d nodes, one thread that pops once and may be held up, one that pops, frees and pushes"
            .formatted(AbaProgram.NODES.size() - 1)
        + (whole
            ? " as long as it likes"
            : ", at most %d operations".formatted(AbaProgram.T2_OPERATIONS))
        + ", "
        + tag(settings).words(whole);
  }

  private static List<Structure> structures() {
    return List.of(
        new Structure(
            "tagged stack", TaggedStack.class, AbaProgram.shipped(), AbaMachine.orderingClaims()),
        new Structure(
            "bare stack", CasStack.class, AbaProgram.fresh(), AbaMachine.orderingClaims()));
  }

  private static String sentence(Findings found, Models models) {
    String claim = AbaMachine.FREED_HEAD;
    return Saying.that("A bare CAS breaks in %s", models.steps(claim, "tag=off"))
        .and("; here %s", found.count(claim, "tag=off"))
        .and(".")
        .and(" A tag of 2 bits comes round: %s.", found.count(claim, "tag=on tagBits=2"))
        .and(
            " A tag of %s bits comes round after %s changes: %s.",
            Optional.of(TaggedStack.WIDEST_TAG),
            Optional.of(Findings.number(1L << TaggedStack.WIDEST_TAG)),
            found.count(claim, "tag=unbounded"))
        .and(
            " A pop and a push allocate %s bytes with a tag, %s with a stamped reference.",
            found.score(AbaMachine.TAGGED, 1), found.score(AbaMachine.STAMPED, 1))
        .and(
            " Alone, the tag makes them %s.",
            found.change(AbaEvidence.TAGGED_TIME, AbaEvidence.BARE_TIME))
        .text();
  }
}
