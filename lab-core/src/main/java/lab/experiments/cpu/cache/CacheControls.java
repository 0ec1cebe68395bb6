package lab.experiments.cpu.cache;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import lab.cpu.cache.Geometry;
import lab.cpu.cache.Hierarchy;
import lab.cpu.cache.Inclusion;
import lab.cpu.cache.Level;
import lab.cpu.cache.Replacement;
import lab.cpu.cache.WritePolicy;
import lab.input.BadInput;
import lab.room.Choice;
import lab.room.Control;
import lab.room.Range;
import lab.room.Settings;

/** What a person may build, and how it becomes a hierarchy. */
final class CacheControls {
  static final int LINE_BYTES = 64;

  static final Range LINES =
      Range.of("lines", "lines of the working set", 1, 32, 3).primary().unit("lines");
  static final Range STRIDE =
      Range.of("stride", "lines from one of them to the next in memory", 1, 1 << 16, 2)
          .log(2)
          .primary()
          .unit("lines");
  private static final Choice<Boolean> START =
      Choice.of("start", "line 0 has been loaded once, or nothing has", "loaded", true)
          .or("cold", false);
  private static final Choice<Order> ORDER =
      Choice.of("order", "in which order a walk loads the lines", Order.class);
  private static final Choice<Replacement> POLICY =
      Choice.of(
              "policy",
              "which line of a full set gives way; opt knows that only walks come",
              Replacement.class)
          .primary();
  private static final Choice<Boolean> WHY =
      Choice.toggle(
          "why",
          "gives each miss in L1 its reason: compulsory, capacity or conflict; no hand then");
  private static final Range SEED =
      Range.of("seed", "of the draws under policy=random", 1, 99, 1).group("policy");
  private static final Choice<WritePolicy> STORES =
      Choice.of("stores", "none, or what a store does", "none", (WritePolicy) null)
          .or("back", WritePolicy.BACK)
          .or("through", WritePolicy.THROUGH);
  private static final Choice<Boolean> PREFETCH =
      Choice.toggle("prefetch", "the last level runs ahead of lines that follow one another");

  private static final Range DRAM = cycles("dram", "DRAM", 100);

  /** What can be said of one level. */
  private record Part(Range sets, Range ways, Range cycles, Choice<Inclusion> holds) {
    Level level(Settings settings, Replacement policy) {
      int number = settings.get(sets);
      if (Integer.bitCount(number) != 1) {
        throw new BadInput(sets.name() + " is a power of two (got " + number + ")");
      }
      int each = settings.get(ways);
      if (policy == Replacement.PLRU && Integer.bitCount(each) != 1) {
        throw new BadInput(ways.name() + " is a power of two under policy=plru (got " + each + ")");
      }
      Geometry geometry = new Geometry(number, each, LINE_BYTES);
      Inclusion holding = holds == null ? Inclusion.NINE : settings.get(holds);
      return new Level(geometry, policy, holding, settings.get(cycles));
    }
  }

  private static final List<Part> PARTS =
      List.of(
          part("l1", "L1", 2, 2, 1, false),
          part("l2", "L2", 4, 2, 4, true),
          part("l3", "L3", 8, 2, 12, true));

  private CacheControls() {}

  private static Part part(
      String level, String name, int sets, int ways, int cycles, boolean outer) {
    return new Part(
        Range.of(level + "sets", "sets of " + name + ", a power of two", 1, 1 << 18, sets)
            .log(2)
            .group(level),
        Range.of(level + "ways", "lines that a set of " + name + " has room for", 1, 64, ways)
            .group(level),
        cycles(level + "cycles", name, cycles).group(level),
        outer
            ? Choice.of(
                    level + "holds",
                    "what " + name + " has to do with the levels inside it",
                    Inclusion.class)
                .group(level)
            : null);
  }

  private static Range cycles(String control, String level, int usual) {
    return Range.of(control, "whole time of a load that " + level + " answers", 1, 5000, usual)
        .unit("cycles");
  }

  /** {@code 1, 4, 12 or 100}: what each level costs by default. */
  static String usualCycles() {
    String levels =
        PARTS.stream()
            .map(part -> "" + part.cycles.defaultNumber())
            .collect(Collectors.joining(", "));
    return levels + " or " + DRAM.defaultNumber();
  }

  static Control<?>[] all() {
    List<Control<?>> all =
        new ArrayList<>(List.of(LINES, STRIDE, ORDER, POLICY, SEED, START, WHY, STORES, PREFETCH));
    for (Part part : PARTS) {
      all.addAll(List.of(part.sets, part.ways, part.cycles));
      if (part.holds != null) {
        all.add(part.holds);
      }
    }
    all.add(DRAM);
    return all.toArray(Control<?>[]::new);
  }

  static Setup setup(Settings settings) {
    Replacement policy = settings.get(POLICY);
    List<Level> levels = PARTS.stream().map(p -> p.level(settings, policy)).toList();
    int before = 0;
    for (int i = 0; i <= levels.size(); i++) {
      int cycles = i == levels.size() ? settings.get(DRAM) : levels.get(i).cycles();
      String name = i == levels.size() ? DRAM.name() : PARTS.get(i).cycles.name();
      if (cycles < before) {
        throw new BadInput(
            name + " is at least what the level before costs, " + before + " (got " + cycles + ")");
      }
      before = cycles;
    }
    int lines = settings.get(LINES);
    int stride = settings.get(STRIDE);
    List<Integer> walk = settings.get(ORDER).of(lines);
    WritePolicy stores = settings.get(STORES);
    boolean why = settings.get(WHY);
    if (policy == Replacement.OPT && stores != null) {
      throw new BadInput(
          "stores is none under policy=opt, which foresees walks (got "
              + settings.values().get(STORES.name())
              + ")");
    }
    if (why && stores == WritePolicy.THROUGH) {
      throw new BadInput(
          "stores is none or back under why=on: a store that fetches nothing has no such reason"
              + " (got through)");
    }
    Level[] all = levels.toArray(Level[]::new);
    Hierarchy hierarchy =
        (policy == Replacement.OPT
                ? Hierarchy.foreseeing(Setup.future(walk, stride), before, all)
                : Hierarchy.of(before, all))
            .with(stores == null ? WritePolicy.BACK : stores)
            .prefetching(settings.get(PREFETCH))
            .seeded(settings.get(SEED));
    return new Setup(hierarchy, lines, stride, settings.get(START), stores != null, walk, why);
  }
}
