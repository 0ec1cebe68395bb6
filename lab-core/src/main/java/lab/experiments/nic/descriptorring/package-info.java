/**
 * <strong>The question.</strong> A driver writes a descriptor into memory and then a doorbell to
 * the NIC, and the NIC reads the descriptor by itself. What does it find?
 *
 * <p><strong>What to predict.</strong> How few steps lead to a NIC that reads a slot as it was
 * before the driver wrote it? What leaves if only the length is new? What does a ring of 8 do when
 * all 8 slots are posted? Which of {@code barrier} and {@code readBarrier} mends {@code dir=rx}?
 *
 * <p><strong>What is modelled.</strong> TAIL is where the driver hands over the next descriptor,
 * HEAD where the NIC takes the next; DD, descriptor done, is the status by which the NIC says that
 * a slot is done. By default whole operations are steps, and between driver and NIC lies the
 * processor's write buffer: descriptors leave it oldest first, their two words in any order, and
 * the doorbell on a way of its own. {@code family=index} compares HEAD with TAIL (equal means
 * empty, so 8 slots hold 7); {@code family=own} has an owner's word in each slot (8 hold 8), and a
 * NIC that finds it not set sleeps until the next doorbell. Receiving begins with posted buffers;
 * there a missing read barrier lets the driver's read of a buffer happen before its look at DD.
 * {@code fault} is a mistake in the driver: all slots posted, no RS (it asks for no status), slots
 * taken back before DD, no refill, DD left from the last lap.
 *
 * <p>{@code grain=accesses} makes every load and store a step under a memory model, for two frames
 * (one where plain accesses are sent, for two could be reordered in more ways than anybody would
 * look at) and slots that are used once. The device is in order, as PCI Express keeps it; what may
 * be missing is the driver's order. {@code tso} breaks neither direction: x86 keeps stores in order
 * and loads in order, and what is left to break a ring there is the compiler.
 *
 * <p><strong>What is not.</strong> Frames of several descriptors, write-back of several descriptors
 * at once, interrupts (room {@code nic/napi}), addresses that do not translate (room {@code
 * nic/iommu}), the visibility of a refilled RX descriptor. No time.
 *
 * <p><strong>Sources.</strong> Intel, "PCI/PCI-X Family of Gigabit Ethernet Controllers Software
 * Developer's Manual" (317453), sections 3.2 and 3.3; Linux, Documentation/memory-barriers.txt and
 * Documentation/networking/packet_mmap.rst; the drivers ixy and igc; PCI Express Base
 * Specification, section 2.4.
 */
package lab.experiments.nic.descriptorring;
