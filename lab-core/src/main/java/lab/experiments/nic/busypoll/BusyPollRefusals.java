package lab.experiments.nic.busypoll;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import lab.experiments.nic.busypoll.BusyPollState.Hand;
import lab.experiments.nic.busypoll.BusyPollState.Interrupt;
import lab.experiments.nic.busypoll.BusyPollState.Job;
import lab.experiments.nic.busypoll.Setup.Waiting;
import lab.explore.Action;
import lab.explore.Refusal;

/** Why what somebody may expect is not possible in a state. */
final class BusyPollRefusals {
  private static final String POSSIBLE = "";

  private BusyPollRefusals() {}

  static List<Refusal> of(Setup setup, BusyPollState s) {
    Job app = s.app().job();
    Job sender = s.sender().job();
    boolean full = s.busy() == setup.cpus();
    boolean stored = s.nic().ring() > 0;
    Map<String, String> why = new LinkedHashMap<>();
    why.put("os.run:app", app == Job.READY && full ? "the sender has the CPU" : POSSIBLE);
    why.put("os.run:sender", sender == Job.READY && full ? "the receiver has the CPU" : POSSIBLE);
    why.put("os.slice", sender == Job.READY && full ? slice(setup, s) : POSSIBLE);
    why.put("sender.send", send(sender));
    why.put("app." + setup.look(), look(setup, s));
    why.put("app.sleep", setup.waiting() == Waiting.THEN_SLEEP ? sleep(s) : POSSIBLE);
    why.put("nic.dma", s.nic().wire() == 0 ? "nothing is on the wire" : POSSIBLE);
    why.put("nic.interrupt", stored ? interrupt(s.nic().interrupt()) : POSSIBLE);
    why.put(
        "kernel.poll",
        stored && s.nic().interrupt() != Interrupt.RAISED
            ? "no interrupt has asked for it"
            : POSSIBLE);
    why.put("kernel.wake", app == Job.ASLEEP && s.socket() == 0 ? "the socket is empty" : POSSIBLE);
    return why.entrySet().stream()
        .filter(e -> !e.getValue().equals(POSSIBLE))
        .map(e -> new Refusal(Action.parse(e.getKey()), e.getValue()))
        .toList();
  }

  private static String slice(Setup setup, BusyPollState s) {
    if (!setup.preempt()) {
      return "preempt=off: nothing takes the CPU from the receiver";
    }
    return s.app().vain() < Setup.SLICE ? "a slice is " + Setup.SLICE + " polls in vain" : POSSIBLE;
  }

  private static String send(Job sender) {
    return switch (sender) {
      case READY -> "the sender has no CPU";
      case DONE -> "both packets are sent";
      case RUNNING, ASLEEP -> POSSIBLE;
    };
  }

  private static String look(Setup setup, BusyPollState s) {
    return switch (s.app().job()) {
      case READY -> "the receiver has no CPU";
      case ASLEEP -> "the receiver is asleep";
      case DONE -> "both packets are read";
      case RUNNING ->
          s.app().hand() != Hand.EMPTY
              ? "the receiver has a packet in hand"
              : s.socket() == 0 && s.nic().ring() == 0 ? lookInVain(setup, s) : POSSIBLE;
    };
  }

  private static String lookInVain(Setup setup, BusyPollState s) {
    if (setup.waiting() == Waiting.INTERRUPT || s.app().vain() < setup.patience()) {
      return POSSIBLE;
    }
    return setup.waiting() == Waiting.POLL
        ? "nothing has come: another poll in vain changes nothing"
        : "it has polled " + Setup.PATIENCE + " times in vain, and sleeps now";
  }

  private static String sleep(BusyPollState s) {
    boolean looks = s.app().job() == Job.RUNNING && s.app().hand() == Hand.EMPTY;
    return looks && s.app().vain() < Setup.PATIENCE
        ? "it polls " + Setup.PATIENCE + " times in vain before"
        : POSSIBLE;
  }

  private static String interrupt(Interrupt interrupt) {
    return switch (interrupt) {
      case MASKED -> "the interrupt is masked";
      case ARMED -> "nothing has come since it was armed";
      case DUE -> POSSIBLE;
      case RAISED -> "the CPU is interrupted already";
    };
  }
}
