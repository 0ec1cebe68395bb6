package lab.net.sim;

import lab.net.tcp.congestion.Receiver;
import lab.net.tcp.congestion.Sender;

/**
 * Where a flow is.
 *
 * @param sender its sender
 * @param receiver its receiver
 * @param linkFreeNanos when its own link has sent what waits for it
 * @param wakeNanos when its sender is woken; {@link Long#MAX_VALUE} for never
 * @param ackDueNanos when its receiver acknowledges at the latest; {@link Long#MAX_VALUE} for never
 * @param job what its application is at
 * @param count what has happened to its packets
 */
public record Stream(
    Sender sender,
    Receiver receiver,
    long linkFreeNanos,
    long wakeNanos,
    long ackDueNanos,
    Job job,
    Count count) {}
