/**
 * RDMA queue pairs in software: the application's side ({@link lab.concurrent.nic.rdma.QueuePair}),
 * the device's ({@link lab.concurrent.nic.rdma.SendEngine}), and the memory between them ({@link
 * lab.concurrent.nic.rdma.WorkQueue}, where every ordered access is). Reliable connections with
 * SEND, WRITE, READ and inline messages, keys, states and failures as verbs has them.
 *
 * <p>Left out: atomics, immediate data, unreliable transports, shared receive queues, and a
 * completion queue for several work queues; each work queue has its own, so that every ring has one
 * writer and one reader even between processes. There are no packets, hence no sequence numbers and
 * no loss on the wire. The peer is trusted as far as it shares the memory: keys guard against
 * mistakes, not against a process that writes where it likes.
 */
package lab.concurrent.nic.rdma;
