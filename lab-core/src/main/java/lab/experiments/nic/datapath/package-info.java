/**
 * <strong>The question.</strong> A packet goes from an application through a ring, a driver, a
 * descriptor, a doorbell, a NIC, an IOMMU, another descriptor and another ring to a worker. Each
 * hand-over is right by itself. Is the whole?
 *
 * <p><strong>What to predict.</strong> With every hand-over relaxed ({@code mode=opaque}): which is
 * the nearest place at which a packet is lost for good, and which claim breaks later, the one about
 * bytes or the one about delivery? What does the IOMMU change about a descriptor that the NIC
 * fetches too early? Must the kernel that sleeps until an interrupt look once more before it does?
 *
 * <p><strong>What is modelled.</strong> Five threads (application, driver, NIC, kernel, worker),
 * two packets, rings of two slots, every access a step of its own under {@code sc}, {@code tso} or
 * {@code java}. The NIC's DMA, its marking a descriptor done and its interrupt are accesses as the
 * others are; the message of an interrupt stays behind the write of the descriptor, as posted
 * writes on PCI Express do. A sleeping kernel re-arms, executes a full fence and looks again,
 * whatever the mode: that this is needed is shown by room {@code nic/napi}.
 *
 * <p><strong>What is not.</strong> Slots that are used twice (the rooms of the single rings), plain
 * accesses (five threads of them can be reordered in more than five thousand ways, and no search of
 * all of them ends in time), time. Padding, ring size and frame size are settings of the live run
 * only: there is no cache line in the machine. Nor is there a heap: that a frame allocates nothing
 * is measured, and the machine's costs only say how the variants are built.
 *
 * <p><strong>Sources.</strong> Intel, "PCI/PCI-X Family of Gigabit Ethernet Controllers Software
 * Developer's Manual" (317453), sections 3.2 and 3.3, for descriptors and tail registers; Linux,
 * Documentation/memory-barriers.txt and Documentation/networking/napi.rst; PCI Express Base
 * Specification, section 2.4, for the order of posted writes.
 */
package lab.experiments.nic.datapath;
