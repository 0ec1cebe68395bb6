/**
 * The same driver on somebody else's e1000: QEMU's, reached over its qtest protocol, and behind
 * somebody else's IOMMU, QEMU's VT-d. What the software NIC and its IOMMU do is compared with it,
 * observation by observation.
 */
package lab.bench.nic.qemu;
