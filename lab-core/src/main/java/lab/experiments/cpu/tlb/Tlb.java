package lab.experiments.cpu.tlb;

import lab.explore.Exploration;
import lab.room.Room;
import lab.room.Scene;
import lab.room.Settings;

/** The room: pages, a table that says where they are, and what the core remembers of it. */
public final class Tlb {
  public static final Room ROOM =
      Room.at("cpu/tlb")
          .title("TLB and page walk")
          .question("What does it cost to find out where a page is, and what if the answer is old?")
          .controls(
              Setup.ENTRIES,
              Setup.PAGES,
              Setup.ORDER,
              Setup.HUGE,
              Setup.INVLPG,
              Setup.PCID,
              Setup.REPLACE,
              Setup.SECOND,
              Setup.TABLES,
              Setup.HOST,
              Setup.LOAD,
              Setup.ACCESS)
          .fixed("huge=on invlpg=on")
          .preset(
              "seed",
              "the page's: 3 entries under LRU, and 100 cycles for a walk of four loads",
              "entries=3 replace=lru second=0 tables=0 host=none load=25")
          .preset(
              "core",
              "what cores add: a second TLB, a walker that keeps upper entries, tables in L2",
              "second=8 tables=8 load=14")
          .preset(
              "guest",
              "huge pages under a hypervisor that maps its guest by 4 KiB",
              "huge=on host=4k")
          .hazard(TlbMachine.OWN_PAGES, "a process gets at a page of another's")
          .contrast()
          .scene(Tlb::scene)
          .world(settings -> Setup.of(settings).world())
          .evidence(TlbEvidence::all)
          .whenFixed(TlbMachine.BELOW_HALF, Exploration.Outcome.NO_ANSWER)
          .sentence(TlbEvidence::sentence)
          .build();

  private Tlb() {}

  private static Scene<?> scene(Settings settings) {
    Setup setup = Setup.of(settings);
    return Scene.of(new TlbMachine(setup), new TlbPicture(setup)::of);
  }
}
