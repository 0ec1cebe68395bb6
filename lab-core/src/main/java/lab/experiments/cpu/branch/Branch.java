package lab.experiments.cpu.branch;

import lab.experiments.cpu.branch.Setup.Costs;
import lab.experiments.cpu.branch.Setup.Kind;
import lab.experiments.cpu.branch.Setup.Pattern;
import lab.explore.Exploration;
import lab.room.Choice;
import lab.room.Range;
import lab.room.Room;
import lab.room.Scene;
import lab.room.Settings;
import lab.stage.Numbers;

/** The room: one branch, 4,096 times, and how well it can be guessed. */
public final class Branch {
  private static final Range PREDICTABILITY =
      Range.of(
              "predictability",
              "chance that an outcome goes the usual way",
              Setup.LEAST,
              Setup.MOST,
              Setup.LEAST)
          .primary()
          .unit("percent");
  private static final Choice<Boolean> BRANCHLESS =
      Choice.toggle("branchless", "elements are done without a branch").primary();
  private static final Choice<Pattern> PATTERN =
      Choice.of("pattern", "in which order outcomes come", Pattern.class).primary();
  private static final Choice<Kind> PREDICTOR =
      Choice.of("predictor", "how the core guesses", Kind.class);
  private static final Range START =
      Range.of("start", "what two-bit counters hold at first; from 2 on they say taken", 0, 3, 0);
  private static final Range PERIOD =
      Range.of(
              "period",
              "elements after which outcomes repeat (periodic) or a loop ends (loop)",
              1,
              512,
              32)
          .log(2)
          .unit("elements");
  private static final Range FLUSH =
      Range.of("flush", "cycles that a mispredict costs on top", 1, 40, 15).unit("cycles");
  private static final Range SELECT =
      Range.of("select", "cycles of an element without a branch", 1, 8, 2).unit("cycles");
  private static final Range FLIPS =
      Range.of("flips", "outcomes that may be turned round", 0, 2, 1).unit("outcomes");

  public static final Room ROOM =
      Room.at("cpu/branch")
          .title("Branch prediction")
          .question("Why is the same loop fast over sorted data and slow over shuffled data?")
          .controls(
              PREDICTABILITY, BRANCHLESS, PATTERN, PREDICTOR, START, PERIOD, FLUSH, SELECT, FLIPS)
          .fixed("pattern=sorted")
          .preset("seed", "the page's 15 cycles a flush", "flush=15")
          .preset("zen4", "what a loop with a store paid for a flush on a Zen 4", "flush=26")
          .hazard(BranchMachine.PAYS, "branches cost more than code without any,")
          .contrast()
          // Over sorted data nothing is to be gained.
          .whenFixed(BranchMachine.BRANCHLESS_BEATS, Exploration.Outcome.BREAKS)
          .scene(Branch::scene)
          .world(Branch::world)
          .evidence(BranchEvidence::all)
          .sentence(BranchEvidence::sentence)
          .build();

  private Branch() {}

  private static Scene<?> scene(Settings settings) {
    BranchMachine machine = new BranchMachine(setup(settings));
    return Scene.of(machine, new BranchPicture(machine)::of);
  }

  /** What the controls say. */
  static Setup setup(Settings settings) {
    return new Setup(
        settings.get(PREDICTABILITY),
        settings.get(BRANCHLESS),
        settings.get(PREDICTOR),
        settings.get(START),
        settings.get(PATTERN),
        settings.get(PERIOD),
        new Costs(settings.get(FLUSH), settings.get(SELECT)),
        settings.get(FLIPS));
  }

  /** The room as it is set at first. */
  static Setup byDefault() {
    return setup(ROOM.controls().defaults());
  }

  private static String world(Settings settings) {
    Setup setup = setup(settings);
    String drawn =
        !setup.pattern().drawn
            ? ""
            : setup.percent() == Setup.MOST
                ? ", all going the usual way"
                : ", the usual way with a chance of " + setup.percent() + " % or more";
    String done = setup.branchless() ? "done without a branch" : "guessed " + setup.kind().words;
    int flips = setup.flips();
    return Numbers.text(Setup.ELEMENTS)
        + " elements, "
        + setup.pattern().words
        + drawn
        + ", "
        + done
        + ", of the first "
        + Setup.SHOWN
        + " "
        + (flips == 0 ? "none" : "at most " + (flips == 1 ? "one" : flips))
        + " turned round";
  }
}
