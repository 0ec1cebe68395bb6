/**
 * <strong>The question.</strong> Why may a driver write to a device register on its fast path, but
 * never read one?
 *
 * <p><strong>What to predict.</strong> A write is issued in a tick; a read takes six ticks there
 * and back. When has a core issued five writes, and when has another done five reads? And if the
 * sender, after its five writes, reads one register to learn whether the device is done?
 *
 * <p><strong>What is modelled.</strong> Two cores with a device each. The <em>sender</em> writes
 * {@code n} registers, the last of them the doorbell; the <em>reader</em> reads {@code n}. A write
 * is posted: it takes a credit and a tick, and the core goes on; without a credit the core waits.
 * Writes arrive in order, half a round trip later, and the device takes one every {@code drain}
 * ticks, which gives the credit back. A read is not posted: the core waits for the completion. A
 * request never passes a write before it, so a read comes back only when all earlier writes have
 * been taken: that is why reading back is the way to flush them. The sender learns the end either
 * by such a read ({@code strayRead=on}) or by a completion that the device writes to host memory,
 * where looking is cheap. With {@code assume=on} it takes a write that it has issued for one that
 * has arrived.
 *
 * <p>With {@code combine=on} all writes but the doorbell go to write-combining memory: they gather
 * in a buffer of 64 bytes, eight stores, and become one packet when the buffer is full, when the
 * core is told to flush it ({@code fence=on}, a tick before the doorbell), or whenever the CPU
 * likes ({@code cpu.evict}). The doorbell does not wait for them.
 *
 * <p>Ticks and the six of a read are read off the page that this room follows; they are for
 * illustration only. On servers a read takes about 0.5 to 1 us.
 *
 * <p><strong>What is not.</strong> The completions' and the link's own credits, relaxed ordering,
 * several outstanding reads of one core, and two cores that ring one doorbell without a lock, of
 * which the older tail may arrive last. The host's own analogue never leaves its caches and DRAM.
 *
 * <p><strong>Sources.</strong> PCI Express Base Specification, transaction ordering (table of
 * ordering rules: a non-posted request must not pass a posted one) and flow control; {@code
 * util/udma_barrier.h} of rdma-core on write-combining and fences; R. Neugebauer et al.,
 * "Understanding PCIe performance for end host networking", SIGCOMM 2018.
 */
package lab.experiments.nic.mmio;
