package lab.experiments.cpu.tlb;

import lab.cpu.cache.Replacement;
import lab.cpu.tlb.Nesting;
import lab.cpu.tlb.PageSize;
import lab.cpu.tlb.TlbShape;
import lab.room.Choice;
import lab.room.Range;
import lab.room.Settings;

/**
 * How the room is set up, and the controls that do it.
 *
 * @param pages of 4 KiB that process A uses
 * @param size of the pages that memory is mapped by
 * @param invalidates whether INVLPG follows where a page was unmapped
 * @param load cycles that one load of a table's entry takes
 */
record Setup(
    TlbShape shape,
    int pages,
    Order order,
    PageSize size,
    boolean invalidates,
    Access access,
    int load) {
  static final int MOST = 8;

  static final Range ENTRIES =
      Range.of("entries", "translations that the TLB has room for", 1, MOST, 3).primary();
  static final Range PAGES =
      Range.of("pages", "pages of 4 KiB that process A uses", 1, MOST, 4).primary();
  static final Choice<Order> ORDER =
      Choice.of(
          "order", "which of them comes next: any, round and round, or ever the same", Order.class);
  static final Choice<PageSize> HUGE =
      Choice.of("huge", "whether memory is mapped by pages of 2 MiB", "off", PageSize.BASE)
          .or("on", PageSize.HUGE)
          .primary();
  static final Choice<Boolean> INVLPG =
      Choice.toggle("invlpg", "whether the kernel invalidates what it has unmapped");
  static final Choice<Boolean> PCID =
      Choice.toggle("pcid", "whether entries name their process, or go when another runs")
          .byDefault("on");
  static final Choice<Replacement> REPLACE =
      Choice.of(
              "replace",
              "which translation goes: the least recently used, or a tree's guess",
              "lru",
              Replacement.LRU)
          .or("plru", Replacement.PLRU)
          .group("TLB");
  static final Range SECOND =
      Range.of("second", "translations of a second TLB behind the first", 0, MOST, 0).group("TLB");
  static final Range TABLES =
      Range.of("tables", "entries of upper tables that the walker keeps", 0, MOST, 0).group("walk");
  static final Choice<Nesting> HOST =
      Choice.of(
              "host",
              "by what pages a hypervisor maps this machine, if there is one",
              "none",
              Nesting.NONE)
          .or("4k", Nesting.BASE)
          .or("2m", Nesting.HUGE)
          .group("walk");
  static final Range LOAD =
      Range.of("load", "what one load of a table's entry takes", 1, 100, 25)
          .unit("cycles")
          .group("walk");
  static final Choice<Access> ACCESS =
      Choice.of("access", "whether processes read, write, or do either in turns", Access.class)
          .group("walk");

  /** Which of its pages process A uses next. */
  enum Order {
    FREE,
    CYCLIC,
    SAME
  }

  /** What processes do with their pages. */
  enum Access {
    LOAD,
    STORE,
    /** A load, a store, a load: so a store meets what a load has brought. */
    TURNS;

    /** Whether the access that has so many before it is a store. */
    boolean stores(int before) {
      return this == STORE || (this == TURNS && before % 2 == 1);
    }
  }

  /** Nonsense is refused by the TLB itself. */
  static Setup of(Settings s) {
    return new Setup(
        new TlbShape(
            s.get(ENTRIES), s.get(SECOND), s.get(REPLACE), s.get(TABLES), s.get(PCID), s.get(HOST)),
        s.get(PAGES),
        s.get(ORDER),
        s.get(HUGE),
        s.get(INVLPG),
        s.get(ACCESS),
        s.get(LOAD));
  }

  /** Frames that process A's pages take: those of 4 KiB all lie in one page of 2 MiB. */
  int frames() {
    return size == PageSize.HUGE ? 1 : pages;
  }

  String world() {
    String hypervisor = shape.nesting() == Nesting.NONE ? "" : ", under a hypervisor";
    return "one core, a TLB of "
        + count(shape.entries(), "entry", "entries")
        + ", a process with "
        + count(pages, "page", "pages")
        + (size == PageSize.HUGE ? " that lie in one of 2 MiB" : " of 4 KiB")
        + ", one with 1, "
        + TlbMachine.RUN
        + " accesses"
        + hypervisor;
  }

  static String count(int n, String one, String many) {
    return n + " " + (n == 1 ? one : many);
  }
}
