package lab.experiments.cpu.tlb;

import java.util.List;
import lab.explore.Claim;
import lab.explore.Exploration;
import lab.room.Bench;
import lab.room.Evidence;
import lab.room.Fact;
import lab.room.Findings;
import lab.room.Models;
import lab.room.NoEvidence;
import lab.room.Room;
import lab.room.Saying;
import lab.room.Scene;
import lab.room.Series;
import lab.room.Settings;

/** The room: pages, the table that says where they are, and what the core remembers of it. */
public final class Tlb {
  static final String APART = "a line in each page";
  static final String PACKED = "as many lines, packed";
  static final String HUGE = "a line in each 4 KiB of huge pages";
}
