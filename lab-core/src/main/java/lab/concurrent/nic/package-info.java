/**
 * A network card in software, on threads of its own: registers, descriptor rings, DMA through an
 * IOMMU, a wire and interrupts. Its registers and descriptors are those of the Intel 82540EM (the
 * e1000), as far as the rooms need them, so that the driver of this package also drives another
 * e1000.
 *
 * <pre>
 *   E1000Driver, Napi          | {@link lab.concurrent.nic.Device}: registers, interrupt line
 *     TxRing, RxRing           | {@link lab.concurrent.nic.DmaAllocator}: memory that both reach
 *   ---------------------------+--------------------------------------------------------------
 *   SoftNic (NicThread)        | {@link lab.concurrent.nic.Wire}: frames without their FCS
 *     TxEngine, RxEngine       | {@link lab.concurrent.nic.DmaPort}: every DMA, through Iommu
 * </pre>
 *
 * <p>{@link lab.concurrent.nic.NicRig} puts all of it on one table. Nothing is allocated while
 * frames move; faults, drops and errors are counted where they happen, none is thrown.
 *
 * <p>Left out of the 82540EM: PCI configuration, EEPROM and PHY, interrupt delays, checksum and
 * segmentation offload, VLAN, multicast filtering, the packet buffer between wire and ring (a frame
 * that finds no receive buffer is missed at once).
 *
 * <p>Source: "PCI/PCI-X Family of Gigabit Ethernet Controllers Software Developer's Manual" (Intel
 * 317453), here "SDM"; its section numbers stand beside the code.
 */
package lab.concurrent.nic;
