package lab.experiments.memory.aba;

import java.util.List;
import java.util.function.IntFunction;
import lab.concurrent.stack.CasStack;
import lab.concurrent.stack.TaggedStack;
import lab.memorymodel.Grain;
import lab.memorymodel.MemoryModel;
import lab.room.Bench;
import lab.room.Choice;
import lab.room.Evidence;
import lab.room.Findings;
import lab.room.Models;
import lab.room.Outcome;
import lab.room.ProgramControls;
import lab.room.Range;
import lab.room.Room;
import lab.room.Saying;
import lab.room.Scene;
import lab.room.Settings;
import lab.room.Stress;
import lab.room.StressTest;
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

  private static final List<Outcome> CENSUS =
      List.of(
          Outcome.fine("0", "every node is where it belongs"),
          Outcome.bad("1", "a freed node is in the stack"),
          Outcome.bad("2", "a node is lost"));

  public static final Room ROOM =
      Room.at("memory/aba")
          .title("The ABA problem")
          .question("Does a compare-and-set that succeeds prove that nothing has changed?")
          .controls(TAG, TAG_BITS, GRAIN, MODEL, MODE)
          .fixed("tag=unbounded")
          .hazard(AbaMachine.FREED_HEAD, "the head points at a freed node")
          .contrast(TAG, TAG_BITS)
          .scene(Aba::scene)
          .evidence(Aba::evidence)
          .structures(Aba::structures)
          .sentence(Aba::sentence)
          .build();

  private Aba() {}

  private static Scene<?> scene(Settings settings) {
    Tag tag = settings.get(TAG).apply(settings.get(TAG_BITS));
    AbaMachine machine = new AbaMachine(tag, ProgramControls.of(settings));
    return Scene.ofProgram(machine, new AbaPicture(!tag.equals(Tag.OFF))::of);
  }

  private static List<Evidence> evidence() {
    return List.of(
        Stress.of(
            AbaMachine.FREED_HEAD,
            StressTest.of("BareStack", "tag=off", CENSUS),
            StressTest.of("NarrowTagStack", "tag=on tagBits=2", CENSUS),
            StressTest.of("WideTagStack", "tag=unbounded", CENSUS)
                .unproved(
                    "the class has a tag of %d bits, and the proof is of a tag that never comes round"
                        .formatted(TaggedStack.WIDEST_TAG))),
        Bench.of(AbaMachine.TAG_BEATS_STAMP, "tagged", "stamped")
            .score("bare", "StackBench.bare")
            .score("tagged", "StackBench.tagged")
            .score("stamped", "StackBench.stamped")
            .score("bare, two threads", "StackBench.bareContended")
            .score("tagged, two threads", "StackBench.taggedContended")
            .score("stamped, two threads", "StackBench.stampedContended")
            .rewrites(CasStack.class, TaggedStack.class));
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
        .and(" With 32 bits: %s.", found.count(claim, "tag=unbounded"))
        .and(" The tag makes an uncontended push and pop %s.", found.change("tagged", "bare"))
        .text();
  }
}
