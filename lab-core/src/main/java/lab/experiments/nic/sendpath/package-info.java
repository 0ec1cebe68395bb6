/**
 * <strong>The question.</strong> Where do the nanoseconds between a call of send and the first bit
 * on the wire go, and which of them can a technique take away?
 *
 * <p><strong>What to predict.</strong> Nine stages, 1230 ns together. A frame has to leave within
 * 500 ns: which techniques, and how few? What does each need before it may be used? And what does
 * the second of two frames cost if it is sent right behind the first?
 *
 * <p><strong>What is modelled.</strong> A chain of nine stages without overlap, and which technique
 * takes which stage off it. <em>Kernel bypass</em> takes the system call, the stack, the copy and
 * the softirq. <em>TX push</em> writes the descriptor itself through the doorbell, so that the NIC
 * need not fetch it: only while no earlier send is outstanding, else the plain doorbell is rung.
 * <em>CTPIO</em> has the core store the whole frame to the NIC, so that neither the descriptor is
 * fetched nor the payload read by DMA: only for frames up to 4092 bytes, on an empty queue, with
 * checksums that software has filled in; a fallback descriptor follows, off the critical path. Both
 * need bypass, and a send that may not use them falls back to the next longer path without a word.
 *
 * <p>The nanoseconds are the profile <em>seed</em>: those of the page that this room follows, for
 * illustration only. One term is ours: CTPIO stores a frame in bursts of 64 bytes, the first within
 * the 40 ns that a descriptor takes to write, each further one 12 ns, which is how long 64 bytes
 * and the 24 of a PCIe header occupy a link of 57.9 Gbit/s (PCIe 3.0 with eight lanes). The profile
 * <em>host</em> is measured by {@code lab run send-path} and never part of the model.
 *
 * <p><strong>What is not.</strong> Overlap of stages, other lengths than CTPIO's store time, queues
 * in the kernel, more than two outstanding sends. A push is limited by one outstanding send here;
 * drivers have thresholds of their own. No PCIe stage can be measured from user space without such
 * a NIC.
 *
 * <p><strong>Sources.</strong> The ef_vi user guide and source of Xilinx-CNS/onload ({@code
 * 040_using.dox}, {@code ef10_vi.c}) on TX push and CTPIO; {@code providers/mlx5/qp.c} of rdma-core
 * on BlueFlame; R. Neugebauer et al., "Understanding PCIe performance for end host networking",
 * SIGCOMM 2018, on the link's rate and headers.
 */
package lab.experiments.nic.sendpath;
