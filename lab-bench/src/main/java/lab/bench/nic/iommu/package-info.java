/** What the software NIC of {@code lab.concurrent.nic} reaches, with its IOMMU and without. */
package lab.bench.nic.iommu;
