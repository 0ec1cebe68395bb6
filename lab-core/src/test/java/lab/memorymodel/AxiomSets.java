package lab.memorymodel;

import static lab.memorymodel.FenceKind.ACQUIRE;
import static lab.memorymodel.FenceKind.FULL;
import static lab.memorymodel.FenceKind.RELEASE;

import java.util.EnumSet;
import java.util.Set;
import lab.memorymodel.AxiomaticEngine.Axioms;

/** The models as axioms, from their papers; and ways to weaken them, to see that it is noticed. */
final class AxiomSets {
  /** Parts that can be left out. */
  enum Part {
    COHERENCE,
    ATOMICITY,
    PSC,
    FENCE_PSC,
    NO_THIN_AIR,
    RELEASE_SEQUENCE,
    FENCE_SYNCHRONISATION
  }

  private AxiomSets() {}

  /** Sequential consistency: Shasha and Snir. */
  static Axioms sc() {
    return g -> g.atomic() && g.acyclic(g.merged(g.union(g.po(), g.rf(), g.mo(), g.rb())));
  }

  /** x86-TSO as in herd7's {@code x86tso.cat}; a volatile store is a store and a full fence. */
  static Axioms tso() {
    return tso(true);
  }

  static Axioms tso(boolean lockedOrders) {
    return g -> {
      long[] perCell = g.filter(g.po(), g::sameCell);
      if (!g.atomic() || !g.acyclic(g.union(perCell, g.rf(), g.mo(), g.rb()))) {
        return false;
      }
      long[] kept = g.filter(g.po(), (a, b) -> access(g, a) && access(g, b) && !storeLoad(g, a, b));
      long[] fenced =
          g.filter(
              g.po(),
              (a, b) -> {
                boolean between = volatileStore(g, a);
                for (int f = 0; f < g.size; f++) {
                  boolean fence =
                      g.fence(f, FULL) || volatileStore(g, f) || (lockedOrders && locked(g, f));
                  between |= fence && Graph.has(g.po(), a, f) && Graph.has(g.po(), f, b);
                }
                return access(g, a) && access(g, b) && between;
              });
      long[] implied = g.filter(g.po(), (a, b) -> lockedOrders && (locked(g, a) || locked(g, b)));
      long[] external = g.filter(g.rf(), (a, b) -> !g.sameThread(a, b));
      // All that is before a heavy fence is before all that is after it, in whatever threads.
      long[] heavy = g.filter(g.po(), (a, b) -> g.heavy(a) || g.heavy(b));
      return g.acyclic(g.merged(g.union(kept, fenced, implied, heavy, external, g.mo(), g.rb())));
    };
  }

  private static boolean access(Graph g, int e) {
    return g.read(e) || g.write(e);
  }

  private static boolean storeLoad(Graph g, int a, int b) {
    return g.write(a) && g.read(b) && g.event(a).thread() >= 0;
  }

  private static boolean locked(Graph g, int e) {
    return g.event(e).rmw();
  }

  private static boolean volatileStore(Graph g, int e) {
    return g.write(e) && g.event(e).mode() == AccessMode.VOLATILE && !locked(g, e);
  }

  /** RC11, from "Repairing Sequential Consistency in C/C++11". */
  static Axioms rc11() {
    return rc11Without(EnumSet.noneOf(Part.class));
  }

  static Axioms rc11Without(Set<Part> left) {
    return g -> {
      if (!left.contains(Part.ATOMICITY) && !g.atomic()) {
        return false;
      }
      // Cheap, and implied by coherence: decides most candidates.
      long[] perCell = g.filter(g.po(), g::sameCell);
      long[] communication = g.union(g.rf(), g.mo(), g.rb());
      if (!left.contains(Part.COHERENCE) && !g.acyclic(g.union(perCell, communication))) {
        return false;
      }
      if (!left.contains(Part.NO_THIN_AIR) && !g.acyclic(g.merged(g.union(g.po(), g.rf())))) {
        return false;
      }
      long[] eco = g.plus(communication);
      long[] hb = g.plus(g.union(g.po(), synchronises(g, left)));
      boolean coherent = g.irreflexive(hb) && g.irreflexive(g.then(hb, eco));
      return (left.contains(Part.COHERENCE) || coherent) && psc(g, hb, eco, left);
    };
  }

  private static long[] synchronises(Graph g, Set<Part> left) {
    long[] writes = g.identity(g::write);
    long[] sequence = writes;
    if (!left.contains(Part.RELEASE_SEQUENCE)) {
      long[] own = g.maybe(g.filter(g.po(), (a, b) -> g.sameThread(a, b) && g.sameCell(a, b)));
      long[] chain = g.maybe(g.plus(g.then(g.rf(), g.rmw())));
      sequence = g.then(writes, own, writes, chain);
    }
    long[] releasing = g.identity(e -> g.write(e) && g.event(e).mode().releases());
    long[] acquiring = g.identity(e -> g.read(e) && g.event(e).mode().acquires());
    if (!left.contains(Part.FENCE_SYNCHRONISATION)) {
      long[] releaseFences = g.identity(e -> g.fence(e, RELEASE) || g.fence(e, FULL));
      long[] acquireFences = g.identity(e -> g.fence(e, ACQUIRE) || g.fence(e, FULL));
      releasing = g.union(releasing, g.then(releaseFences, g.po()));
      acquiring = g.union(acquiring, g.then(g.po(), acquireFences));
    }
    return g.then(releasing, sequence, g.rf(), acquiring);
  }

  private static boolean psc(Graph g, long[] hb, long[] eco, Set<Part> left) {
    long[] elsewhere = g.filter(g.po(), (a, b) -> !g.sameCell(a, b));
    long[] scb =
        g.union(
            g.po(), g.then(elsewhere, hb, elsewhere), g.filter(hb, g::sameCell), g.mo(), g.rb());
    long[] volatiles = g.identity(e -> g.event(e).mode() == AccessMode.VOLATILE);
    long[] fences = g.identity(e -> g.fence(e, FULL));
    long[] base =
        g.then(
            g.union(volatiles, g.then(fences, g.maybe(hb))),
            scb,
            g.union(volatiles, g.then(g.maybe(hb), fences)));
    long[] fenced = g.then(fences, g.union(hb, g.then(hb, eco, hb)), fences);
    long[] checked =
        g.union(
            left.contains(Part.PSC) ? new long[g.size] : base,
            left.contains(Part.FENCE_PSC) ? new long[g.size] : fenced);
    return g.acyclic(g.merged(checked));
  }
}
