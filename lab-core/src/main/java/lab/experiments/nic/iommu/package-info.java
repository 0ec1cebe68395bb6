/**
 * A device reads and writes memory by itself: what stands between a wrong address and memory. What
 * the room explains is in {@code room.md}.
 */
package lab.experiments.nic.iommu;
