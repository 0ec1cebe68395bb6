/**
 * <strong>The question.</strong> A device reads and writes memory by itself, at the addresses that
 * it was given. What happens when one of them is wrong, or was right a moment ago?
 *
 * <p><strong>What to predict.</strong> The kernel has mapped 0x1000 and 0x2000. In how many steps
 * does the NIC reach kernel text without an IOMMU? And with one, if the kernel unmaps a buffer that
 * the NIC has just read: can it read it again? When exactly does that end?
 *
 * <p><strong>What is modelled.</strong> VT-d's legacy mode as far as a decision needs it: a context
 * for each requester, one page table with read and write bits on 4 KiB pages, and the IOTLB, which
 * answers before the table and is not told when the table changes. {@code nic.dma} reads, {@code
 * nic.write} writes, {@code usb.dma} is another requester without a context; without a length an
 * access moves 64 bytes. Pages of an access are decided one by one, and the first that is blocked
 * ends it; the same access once more, with nothing between, is no step. Unmapping follows Linux:
 * strict waits for the IOTLB before it returns, lazy queues the IOVA and flushes later, and {@code
 * invalidation=never} is the bug that forgets to. In passthrough no table is asked: what the kernel
 * mapped the NIC knows by its physical address, everything else is taken as one. So the claim of
 * memory without an entry holds with {@code iommu=on} and strict invalidation alone; lazy leaves a
 * window of as many accesses as the device likes.
 *
 * <p><strong>What is not.</strong> Time: Linux flushes its queue of 256 entries when it is full or
 * after 10 ms, here a flush comes when it comes. A second look at the table by hardware that
 * prefetches; evictions, by which a window may close early; groups of devices, address translation
 * services on the device, interrupt remapping, and other bytes on a mapped page, which are exposed
 * too. That 0xf000 lands at 0x0100 is the given example: see {@code Memory}.
 *
 * <p><strong>Sources.</strong> Intel, Virtualization Technology for Directed I/O, sections 3.4, 6.2
 * and 7 (fault reasons 2, 4, 5 and 6 as QEMU's unit records them); Linux, drivers/iommu/dma-iommu.c
 * and Documentation/driver-api/vfio.rst.
 */
package lab.experiments.nic.iommu;
