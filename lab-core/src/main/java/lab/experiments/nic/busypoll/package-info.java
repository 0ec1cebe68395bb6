/**
 * <strong>The question.</strong> What does a receiver save that polls the ring instead of sleeping
 * until an interrupt wakes it, and what does it need for that?
 *
 * <p><strong>What to predict.</strong> A packet needs 890 ns from the wire to an application that
 * sleeps: six stages. Which of them are left if it polls? And if the machine has one CPU only, and
 * the thread that sends the packet is to run on it too?
 *
 * <p><strong>What is modelled.</strong> A sender with two packets and a receiver, on one CPU or
 * two. Asleep, the receiver is woken by interrupt, NAPI and scheduler; polling, it takes the packet
 * from the ring itself and interrupts stay masked. {@code then-sleep} polls twice in vain and then
 * sleeps; it arms the interrupt before, and must look once more after that ({@code arm=check}): an
 * edge that comes in between is lost otherwise ({@code arm=blind}). With {@code preempt=off}
 * nothing takes the CPU from a thread that runs, as under real-time priority; with {@code on} a
 * poller loses it after three polls in vain, which stand for its time slice.
 *
 * <p>The nanoseconds are the profile <em>seed</em>: those of the page that this room follows, for
 * illustration only.
 *
 * <p><strong>What is not.</strong> Interrupt moderation, which delays on purpose (an ITR of 50 us
 * allows some 20 000 interrupts a second); a poll period, whose half is the mean delay of a poller;
 * NAPI's budgets; Linux' throttling of real-time threads, which leaves others 5 % of the time;
 * polling a device register, which costs a round trip over PCIe each time.
 *
 * <p><strong>Sources.</strong> Linux, {@code Documentation/networking/napi.rst} (busy polling,
 * {@code SO_PREFER_BUSY_POLL}) and {@code Documentation/scheduler/sched-rt-group.rst} (throttling);
 * A. Karlin et al., "Competitive randomized algorithms for non-uniform problems", SODA 1990 (spin
 * as long as a wake-up costs: never worse than twice the best).
 */
package lab.experiments.nic.busypoll;
