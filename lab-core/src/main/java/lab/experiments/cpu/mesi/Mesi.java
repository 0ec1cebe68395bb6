package lab.experiments.cpu.mesi;

import static lab.experiments.cpu.mesi.MesiClaims.ALONE_BEATS_TURNS;
import static lab.experiments.cpu.mesi.MesiClaims.STALE_READ;
import static lab.experiments.cpu.mesi.MesiClaims.TWO_OWNERS;

import java.util.List;
import lab.cpu.coherence.Protocol;
import lab.cpu.coherence.Supply;
import lab.room.Bench;
import lab.room.Choice;
import lab.room.Evidence;
import lab.room.Fact;
import lab.room.Findings;
import lab.room.Live;
import lab.room.Models;
import lab.room.Outcome;
import lab.room.Range;
import lab.room.Room;
import lab.room.Saying;
import lab.room.Scene;
import lab.room.Settings;
import lab.room.Stress;
import lab.room.StressTest;

/** The room: one line, and the caches that may hold it. */
public final class Mesi {
  private static final Choice<Protocol> PROTOCOL =
      Choice.of("protocol", "which states a copy may be in", Protocol.class).primary();
  private static final Range CORES = Range.of("cores", "cores on the bus", 2, 4, 2).primary();
  private static final Choice<Boolean> INVALIDATE =
      Choice.toggle("invalidate", "whether copies go when another core asks to write").primary();
  private static final Choice<Slip> SLIP =
      Choice.of("slip", "what else a cache controller gets wrong", Slip.class);
  private static final Choice<Boolean> BUS =
      Choice.of("bus", "whether a request and its answer are one step", "atomic", false)
          .or("split", true)
          .follows("slip", "lost-upgrade", "split", "on an atomic bus nobody comes in between");
  private static final Range WORDS =
      Range.of("words", "words in the line: with 2, A and C write a, B and D write b", 1, 2, 1);
  private static final Choice<Supply> SUPPLY =
      Choice.of("supply", "who answers a read although memory could", Supply.class)
          .byDefault("exclusive");
  private static final Range BURST =
      Range.of("burst", "writes in a row before the other's turn, in what is compared", 1, 48, 1)
          .unit("writes");

  public static final Room ROOM =
      Room.at("cpu/mesi")
          .title("MESI coherence")
          .question("How do cores that each have a cache agree on what is in memory?")
          .controls(PROTOCOL, CORES, INVALIDATE, SLIP, BUS, WORDS, SUPPLY, BURST)
          .fixed("invalidate=on")
          .hazard(TWO_OWNERS, "two cores own one line")
          .contrast(INVALIDATE)
          .scene(Mesi::scene)
          .world(Mesi::world)
          .evidence(Mesi::evidence)
          .sentence(Mesi::sentence)
          .build();

  private Mesi() {}

  private static Setup setup(Settings s) {
    return new Setup(
        s.get(PROTOCOL),
        s.get(SUPPLY),
        s.get(CORES),
        s.get(WORDS),
        s.get(INVALIDATE),
        s.get(SLIP),
        s.get(BUS));
  }

  private static Scene<?> scene(Settings settings) {
    Setup setup = setup(settings);
    return Scene.of(
        new MesiMachine(setup, settings.get(BURST), setup.accesses()),
        s -> MesiPicture.of(setup, s));
  }

  private static String world(Settings settings) {
    return "%d cores, a line of %s, %d accesses in all, %s"
        .formatted(
            settings.get(CORES),
            settings.get(WORDS) == 1 ? "1 word" : "2 words",
            setup(settings).accesses(),
            settings.get(BUS) ? "a bus that answers later" : "an atomic bus");
  }

  private static List<Evidence> evidence() {
    return List.of(
        Fact.of(TWO_OWNERS, "cache-line-bytes").about("the size of a line here"),
        Stress.of(
                STALE_READ,
                test("OneVariableStress$Opaque"),
                test("OneVariableStress$Plain").ofATwin())
            .about("one variable, written once and read twice, in opaque mode")
            .unseen("the caches of a CPU that is sold keep one order for each variable"),
        Bench.of(ALONE_BEATS_TURNS, "alone", "in turns")
            .score("alone", "HandOverBench.alone")
            .score("in turns", "HandOverBench.inTurns")
            .about(
                "the same writes into one word by one thread alone, and by two pinned ones in"
                    + " turns")
            .analogue("time of a write; how often a line is sent is not counted here"),
        Live.of(ALONE_BEATS_TURNS, "CoreToCore")
            .timed()
            .about("the price of a hand-over between every two CPUs that this process may use"));
  }

  private static StressTest test(String name) {
    return StressTest.of(
        name,
        "invalidate=on",
        List.of(
            Outcome.fine("0, 0", "both reads before the write"),
            Outcome.fine("0, 1", "the write came between them"),
            Outcome.fine("1, 1", "both reads behind the write"),
            Outcome.bad("1, 0", "the second read is older than the first")));
  }

  private static String sentence(Findings found, Models models) {
    return Saying.that(
            "Without invalidation two cores own one line in %s.", models.steps(TWO_OWNERS, ""))
        .and(
            " Here a read of one variable was older than the one before in %s.",
            found.count(STALE_READ, "invalidate=on"))
        .and(" A hand-over costs %s ns.", found.score("in turns", 0))
        .text();
  }
}
