package lab.experiments.memory.mpmc;

import java.util.ArrayList;
import java.util.List;
import lab.memorymodel.ProgramState;
import lab.stage.Piece;
import lab.stage.Tone;

/** What each thread is about to do. Access by access its code says that. */
final class MpmcPlans {
  private final MpmcProgram ring;
  private final MpmcClaims claims;

  MpmcPlans(MpmcProgram ring, MpmcClaims claims) {
    this.ring = ring;
    this.claims = claims;
  }

  List<Piece> of(ProgramState s) {
    List<Piece> plans = new ArrayList<>();
    if (ring.shape.whole()) {
      for (MpmcProducer p : ring.producers) {
        Tone tone = p.stalled.isSet(s) ? Tone.WARN : p.own.isSet(s) ? Tone.BUSY : Tone.IDLE;
        plans.add(plan(p.actor(), tone, producer(s, p), p.actor() + ".step"));
      }
      boolean blocked = claims.blocked(s);
      String waits = blocked ? "waits for a reserved slot" : ring.canTake(s) ? "takes" : "idle";
      plans.add(plan("consumer", blocked ? Tone.WARN : Tone.IDLE, waits, "consumer.take"));
    }
    return plans;
  }

  private static Piece plan(String actor, Tone tone, String words, String action) {
    Piece.Row row = Piece.Row.of(actor, tone, "", words).doing(action);
    return new Piece.Table(actor + ".plan", "plan", List.of(), List.of(row));
  }

  private String producer(ProgramState s, MpmcProducer p) {
    if (p.stalled.isSet(s)) {
      return "stalled for good";
    }
    if (p.own.isSet(s)) {
      return ring.hasWritten(s, p) ? "has written, will publish" : "reserved, will write";
    }
    if (!p.plans.isSet(s)) {
      return p.sent.in(s) == ring.shape.messages() ? "done" : "idle";
    }
    int plan = p.index.in(s);
    boolean moved = ring.producerIndex.in(s) != plan;
    return "has read tail = " + plan + (moved ? ", which has moved" : "");
  }
}
