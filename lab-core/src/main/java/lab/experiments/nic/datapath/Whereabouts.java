package lab.experiments.nic.datapath;

import static lab.experiments.nic.datapath.DatapathProgram.ADDRESS;
import static lab.experiments.nic.datapath.DatapathProgram.BUFFER;
import static lab.experiments.nic.datapath.DatapathProgram.DESCRIPTOR;
import static lab.experiments.nic.datapath.DatapathProgram.DONE;
import static lab.experiments.nic.datapath.DatapathProgram.DRIVER;
import static lab.experiments.nic.datapath.DatapathProgram.FAULTS;
import static lab.experiments.nic.datapath.DatapathProgram.KERNEL;
import static lab.experiments.nic.datapath.DatapathProgram.NIC;
import static lab.experiments.nic.datapath.DatapathProgram.OUT;
import static lab.experiments.nic.datapath.DatapathProgram.QUEUE;
import static lab.experiments.nic.datapath.DatapathProgram.RECEIVED;
import static lab.experiments.nic.datapath.DatapathProgram.WORKER;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import lab.explore.Action;
import lab.memorymodel.Program;
import lab.memorymodel.ProgramState;
import lab.memorymodel.Registers;

/**
 * Where packets are: as far as the last hand-over that reached them. What waits in a store buffer
 * is still with who stored it.
 *
 * @param possible the steps of all threads
 */
record Whereabouts(Program program, ProgramState s, List<Action> possible) {
  enum Place {
    APPLICATION,
    QUEUE_RING,
    DRIVER_HAND,
    TX_RING,
    NIC_HAND,
    RX_RING,
    KERNEL_HAND,
    OUT_RING,
    WORKER_HAND,
    /** Whoever should have had it next has taken something else for it. */
    NOWHERE
  }

  static Whereabouts of(DatapathMachine machine, ProgramState s) {
    List<Action> possible = new ArrayList<>();
    machine.steps(s, (action, next, story) -> possible.add(action));
    return new Whereabouts(machine.inner().program(), s, possible);
  }

  /** Of packet {@code i}. Registers are forgotten once they are used, so the code tells as well. */
  Place of(int i) {
    if (RECEIVED.get(i).isSet(s) || next(WORKER.thread()).startsWith("packet" + i)) {
      return Place.WORKER_HAND;
    }
    if (isPast(WORKER, "packet" + i)) {
      return Place.NOWHERE;
    }
    if (BUFFER.in(s, i) == DatapathProgram.bytes(i)) {
      return OUT.in(s, i) != 0
          ? Place.OUT_RING
          : isPast(KERNEL, OUT.at(i).name()) ? Place.KERNEL_HAND : Place.RX_RING;
    }
    if (BUFFER.in(s, i) != 0 || DONE.in(s, i) != 0) {
      return Place.NOWHERE;
    }
    if (isWithNic(i)) {
      return Place.NIC_HAND;
    }
    return DESCRIPTOR.in(s, i) != 0
        ? Place.TX_RING
        : isPast(DRIVER, DESCRIPTOR.at(i).name())
            ? Place.DRIVER_HAND
            : QUEUE.in(s, i) != 0 ? Place.QUEUE_RING : Place.APPLICATION;
  }

  /** Whether it has been fetched; one whose slot was found empty has not. */
  private boolean isWithNic(int i) {
    String next = next(NIC.thread());
    if (next.startsWith("bytes")) {
      return ADDRESS.in(s) == i + 1;
    }
    if (next.startsWith(BUFFER.at(i).name())) {
      return DatapathProgram.BYTES.in(s) != DatapathProgram.KERNEL_TEXT;
    }
    return isPast(NIC, BUFFER.at(i).name()) && FAULTS.in(s) == 0;
  }

  /** Whether the thread is at the line that begins so, or behind it. */
  private boolean isPast(Registers thread, String begins) {
    List<Program.Line> lines = program.threads().get(thread.thread()).lines();
    for (int line = 0; line <= s.pc(thread.thread()) && line < lines.size(); line++) {
      if (lines.get(line).text().startsWith(begins)) {
        return true;
      }
    }
    return false;
  }

  /** The line that a thread executes next: under {@code java} others may lie behind it already. */
  String next(int thread) {
    List<Program.Line> lines = program.threads().get(thread).lines();
    for (Action action : possible) {
      if (isOf(action, thread) && !action.verb().equals("drain")) {
        return lines.get(nearest(lines, action.verb(), s.pc(thread))).text();
      }
    }
    return s.done(thread) ? "done" : "its stores leave";
  }

  /** What the thread does next, if there is one way only. */
  Optional<String> only(int thread) {
    List<Action> own = new ArrayList<>();
    for (Action action : possible) {
      if (isOf(action, thread)) {
        own.add(action);
      }
    }
    return own.size() == 1 ? Optional.of(own.getFirst().toString()) : Optional.empty();
  }

  private boolean isOf(Action action, int thread) {
    return action.actor().equals(program.threads().get(thread).name());
  }

  /** Both packets have a line of that verb; the one of an access that waits is the last before. */
  private static int nearest(List<Program.Line> lines, String verb, int pc) {
    int found = -1;
    for (int line = 0; line < lines.size() && (line <= pc || found < 0); line++) {
      found = lines.get(line).verb().equals(verb) ? line : found;
    }
    return found;
  }
}
