package lab.experiments.nic.rdma;

import java.util.List;
import lab.room.Evidence;
import lab.room.Fact;
import lab.room.Findings;
import lab.room.Live;
import lab.room.Models;
import lab.room.Outcome;
import lab.room.Saying;
import lab.room.Stress;
import lab.room.StressTest;

/** How the host is asked, and what is said of what it answers. */
final class RdmaEvidence {
  private static final String SOFTWARE = "a software NIC, whose DMA is a copy by a thread";
  private static final String PAIR = "queue pair, round trip";
  private static final String SOCKET = "socket, round trip";
  private static final List<Outcome> RECEIVED =
      List.of(
          Outcome.fine("0", "the message that was posted"),
          Outcome.bad("1", "a later message, whole"),
          Outcome.bad("2", "half of one and half of the other"));

  private RdmaEvidence() {}

  static List<Evidence> all() {
    return List.of(
        Fact.of(RdmaMachine.WIRE_BYTES, "rdma-devices")
            .about("the RDMA devices that this kernel knows"),
        Stress.of(
                RdmaMachine.WIRE_BYTES,
                StressTest.of("BuffersInTurn", "waitCqe=off", RECEIVED),
                StressTest.of("BufferReused", "waitCqe=off", RECEIVED).ofATwin(),
                StressTest.of("BufferAfterCompletion", "waitCqe=on", RECEIVED))
            .about(
                "the shipped queue pair: four buffers in turn without a look at a completion, and"
                    + " one buffer after its completion")
            .unseen("the device may have read the buffer before it is written again")
            .analogue(SOFTWARE),
        Live.of(RdmaMachine.FEWER_CALLS, "TwoProcessesLive")
            .compares(RdmaMachine.BY_PAIRS, RdmaMachine.BY_SOCKETS)
            .timed()
            .about(
                "two processes that send to and fro by the shipped queue pairs, by loopback sockets"
                    + " and by Agrona's ring, with their calls of the kernel counted")
            .analogue(SOFTWARE));
  }

  static String sentence(Findings found, Models models) {
    String claim = RdmaMachine.WIRE_BYTES;
    return Saying.that(
            "Reusing the buffer before the completion corrupts the wire in %s.",
            models.steps(claim, ""))
        .and(
            " Here %s arrived changed where buffers were used in turn without a look.",
            found.count(claim, "waitCqe=off"))
        .and(" With a wait for the completion: %s.", found.count(claim, "waitCqe=on"))
        .and(
            " Calls of the kernel to read or write, by queue pairs: %s.",
            found.value("queue pair, read and write calls"))
        .and(
            " Between two processes a round trip takes %s µs by queue pairs, %s µs by a loopback"
                + " socket.",
            found.score(PAIR, 2), found.score(SOCKET, 1))
        .and(
            " RDMA %s.",
            found.value("rdma-devices").map(n -> n.equals("0") ? "device: none" : "devices: " + n))
        .text();
  }
}
