package lab.experiments.cpu.mesi;

import java.util.ArrayList;
import java.util.List;
import lab.cpu.coherence.LineState;
import lab.explore.Action;
import lab.explore.Claim;
import lab.explore.Replay;
import lab.explore.Schedule;

/** What is said of the line. */
final class MesiClaims {
  static final String TWO_OWNERS = "two-owners";
  static final String STALE_READ = "stale-read";
  static final String LOST_WRITE = "lost-write";
  static final String ALONE_BEATS_TURNS = "alone-beats-turns";
  static final String SHARED = "shared";
  static final String MEMORY_BEHIND = "memory-behind";

  /** Writes in what is compared: as many as in false sharing. */
  static final int WRITES = 48;

  private MesiClaims() {}

  static List<Claim<MesiState>> of(Setup setup, int burst) {
    List<Claim<MesiState>> claims = new ArrayList<>(ofAll(setup, burst));
    switch (setup.protocol()) {
      case MESI -> {}
      case MOESI ->
          claims.add(
              inState(
                  "owned",
                  LineState.OWNED,
                  "A core answers for a line that memory lacks, and is not alone with it: Owned."));
      case MESIF ->
          claims.add(
              inState(
                  "forward",
                  LineState.FORWARD,
                  "Of clean copies the newest is to answer: Forward."));
    }
    return claims;
  }

  private static Claim<MesiState> inState(String name, LineState state, String text) {
    return new Claim.Sometimes<>(name, text, s -> s.line().count(state) > 0);
  }

  private static List<Claim<MesiState>> ofAll(Setup setup, int burst) {
    return List.of(
        new Claim.Never<>(
            TWO_OWNERS,
            "A core that has the line Modified or Exclusive is the only one that has it.",
            s -> !s.line().singleWriter()),
        new Claim.Never<>(
            STALE_READ, "A read returns what was written last.", s -> s.last().stale()),
        new Claim.Never<>(
            LOST_WRITE,
            "What was written last is in memory, or in a copy that will be written back.",
            MesiState::lost),
        new Claim.Beats<>(
            ALONE_BEATS_TURNS,
            "Over "
                + WRITES
                + " writes into one line, one core alone has it sent less often than two cores "
                + turns(burst)
                + ".",
            "line transfers",
            "alone",
            "in turns",
            () -> new Claim.Costs(cost(setup, WRITES), cost(setup, burst), alternating(burst))),
        new Claim.Sometimes<>(
            SHARED, "Two cores have the line at the same time.", s -> s.line().valid() > 1),
        new Claim.Sometimes<>(
            MEMORY_BEHIND,
            "Memory lacks what a core has written.",
            s -> s.line().owned() && !s.line().memory().equals(s.newest())));
  }

  private static String turns(int burst) {
    return burst == 1 ? "that take turns" : "that take turns every " + burst + " writes";
  }

  /** Counted without the faults: what a fault saves is not a cost saved. */
  private static long cost(Setup setup, int burst) {
    MesiMachine machine = new MesiMachine(setup.sound(), burst, WRITES);
    return Replay.run(machine, alternating(burst)).last().carried().transfers();
  }

  /** {@link #WRITES} writes, core A first, {@code burst} of them in a row. */
  static Schedule alternating(int burst) {
    List<Action> actions = new ArrayList<>();
    for (int i = 0; i < WRITES; i++) {
      actions.add(MesiMachine.write(i / burst % 2));
    }
    return new Schedule(actions);
  }
}
