/**
 * The queue pairs that ship, their application and their device on two threads. {@code
 * BufferReused} is the broken twin of {@code BufferAfterCompletion}: what that must never show, it
 * does.
 */
package lab.stress.nic.rdma;
