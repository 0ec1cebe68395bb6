/**
 * A buffer that a NIC reads when it likes, and the completion that says it has. What is modelled,
 * and what is not, stands in {@code room.md} beside this file.
 */
package lab.experiments.nic.rdma;
