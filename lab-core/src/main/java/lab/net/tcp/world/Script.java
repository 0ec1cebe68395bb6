package lab.net.tcp.world;

import java.util.ArrayList;
import java.util.List;

/**
 * What the user of one host calls, in order; when, is open. A call that would only be an error is
 * left out.
 *
 * @param before done when the world begins
 * @param calls what is called then
 * @param afterCrash what is called instead when the host has crashed
 */
public record Script(List<Call> before, List<Call> calls, List<Call> afterCrash) {
  public Script {
    before = List.copyOf(before);
    calls = List.copyOf(calls);
    afterCrash = List.copyOf(afterCrash);
  }

  public static Script of(Call... calls) {
    return new Script(List.of(), List.of(calls), List.of());
  }

  /** The same calls by a host that listens from the beginning. */
  public Script listening() {
    return new Script(List.of(Call.LISTEN), calls, afterCrash);
  }

  public Script afterCrash(Call... again) {
    return new Script(before, calls, List.of(again));
  }

  /** The same calls after that one. */
  Script first(Call call) {
    List<Call> more = new ArrayList<>(List.of(call));
    more.addAll(calls);
    return new Script(before, more, afterCrash);
  }

  List<Call> now(boolean crashed) {
    return crashed ? afterCrash : calls;
  }
}
