/**
 * The same driver on somebody else's e1000: QEMU's, reached over its qtest protocol. What the
 * software NIC does is compared with it, register by register.
 */
package lab.bench.nic.qemu;
