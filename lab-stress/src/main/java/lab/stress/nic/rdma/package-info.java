/**
 * The queue pairs that ship, their application and their device on two threads. {@code
 * BuffersInTurn} reuses a buffer without a look at its completion, {@code BufferAfterCompletion}
 * with one; {@code BufferReused} is their broken twin, whose order is staged.
 */
package lab.stress.nic.rdma;
