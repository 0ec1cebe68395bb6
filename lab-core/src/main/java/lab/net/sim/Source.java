package lab.net.sim;

import lab.net.tcp.congestion.Acking;
import lab.net.tcp.congestion.Rules;

/**
 * One flow.
 *
 * @param rules what its sender does
 * @param acking how its receiver acknowledges
 * @param traffic what its application sends
 */
public record Source(Rules rules, Acking acking, Traffic traffic) {}
