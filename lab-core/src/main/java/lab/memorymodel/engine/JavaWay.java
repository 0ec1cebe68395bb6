package lab.memorymodel.engine;

import java.util.List;
import java.util.function.Supplier;
import lab.explore.Action;

/**
 * One way of an access that has several under the {@code java} model: which message it reads, or
 * where its own one comes to stand.
 *
 * @param value the value read or, of a write, written
 * @param position of the message read or written
 * @param spurious whether a weak compare-and-exchange failed without reason
 * @param clause what happened, for the sentence of the step
 */
record JavaWay(
    int value, int position, boolean spurious, FlatState after, Supplier<String> clause) {

  /** The action of this one among all ways of the access; {@link JavaEngine} has the rules. */
  Action action(Access access, List<JavaWay> all) {
    long messages = all.stream().filter(w -> !w.spurious).count();
    String arg = messages > 1 ? (access.reads() ? readArg(all) : writeArg(all)) : "";
    if (spurious) {
      arg += arg.isEmpty() ? "spurious" : "/spurious";
    }
    Action plain = access.action();
    return arg.isEmpty() ? plain : Action.of(plain.actor(), plain.verb(), arg);
  }

  private String readArg(List<JavaWay> all) {
    boolean unique = all.stream().noneMatch(w -> w.value == value && w.position != position);
    return unique ? "" + value : value + "@" + position;
  }

  private String writeArg(List<JavaWay> all) {
    return position == all.getLast().position ? "last" : "@" + position;
  }
}
