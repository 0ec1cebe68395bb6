/**
 * <strong>The question.</strong> A NIC's interrupt is masked while the kernel polls the ring, and
 * armed again once a poll finds less than its budget. What of a packet that arrives in between?
 *
 * <p><strong>What to predict.</strong> How many polls does a burst of 6 need with a budget of 4,
 * and one of 8? How many steps lead to a packet that nobody will look at until another one comes?
 * If the kernel looks once more after arming the line, is release on the arming and acquire on the
 * look enough? Which of {@code irq=edge}, {@code latched} and {@code clear-late} forgives a driver
 * without that look?
 *
 * <p><strong>What is modelled.</strong> The NIC as a thread that writes a descriptor and then looks
 * at its own mask, and the kernel as one that is interrupted, polls within its budget, re-arms and
 * perhaps re-checks. It polls only when an interrupt has scheduled it. By default each of these is
 * one step. {@code grain=accesses} makes every load and store a step under a memory model, with at
 * most three packets and a budget of two: what the kernel does between arming and looking is the
 * store-buffering shape, so the re-check helps only with a full fence in between (or with {@code
 * mode=volatile}). A burst of n that is there at once takes floor(n/budget) + 1 polls: a poll that
 * takes the whole budget does not tell that it was the last.
 *
 * <p>The claim {@code polled} counts a packet as forgotten although the next one would rescue it:
 * traffic may end at any time.
 *
 * <p><strong>What is not.</strong> The softirq's own budget over all devices, busy polling, more
 * than one queue, refilling of buffers (room {@code nic/descriptor-ring}), a ring that overruns:
 * bursts are no longer than the ring. The arming of a real line is a posted write to a register,
 * which a full fence does not hurry: a driver of a device that does not latch reads the register
 * back. Here the fence stands for both. The host shows the shape between two threads, not a line.
 *
 * <p><strong>Sources.</strong> Linux, Documentation/networking/napi.rst, and the drivers igc and
 * ixgbe; Intel, 82599 datasheet (331520), section 7.3, for masking, auto-mask and the cause
 * register; issue 21 of the ixy driver, where packets stay in the ring when traffic stops.
 */
package lab.experiments.nic.napi;
