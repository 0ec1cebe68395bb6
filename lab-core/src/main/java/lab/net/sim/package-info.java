/**
 * Networks packet by packet, as values: senders of {@link lab.net.tcp.congestion}, a link each, one
 * switch port with a queue, one link to the receivers, and acknowledgements back. Start with {@link
 * lab.net.sim.Topology} for a plan and {@link lab.net.sim.Network} for what happens; {@link
 * lab.net.sim.Simulation} is the same network at work, for long runs.
 *
 * <p>Time is in nanoseconds. Things happen in order of time; what happens at the same time in the
 * order that {@link lab.net.sim.Pending} states. Nothing is random but by a seed.
 *
 * <p>Left out: queues and losses on the way of acknowledgements (they take a fixed time), the
 * sender's own queue has no limit, hosts take no time, and one size of frames.
 */
package lab.net.sim;
