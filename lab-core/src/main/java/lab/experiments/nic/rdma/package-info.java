/**
 * <strong>The question.</strong> Posting a send puts a note into a queue: the bytes stay where they
 * are, and the NIC fetches them when it comes to it. When may the application write the buffer
 * again?
 *
 * <p><strong>What to predict.</strong> How few steps put bytes on the wire that nobody posted? What
 * happens to a send queue of four slots when no request is signaled? To a completion queue of two
 * under a send queue of four? To the requests behind one with a wrong key?
 *
 * <p><strong>What is modelled.</strong> The code of {@code lab.concurrent.nic.rdma.WorkQueue}, as a
 * program of an application and a NIC: request, doorbell, DMA, completion with an owner bit that
 * changes its meaning each lap, poll. By default an operation is one step and the application may
 * post, write and reap for as long as it likes; {@code grain=accesses} steps through every load and
 * store under a memory model, with at most four operations. {@code slots=polled} is how mlx5 gives
 * slots back, {@code done} is rxe. With {@code mistakes=on} and at most two slots a request may
 * have a wrong local or remote key or find no receive (asked again twice), each completes with its
 * status, what is behind it is flushed, and the way back leads through RESET, INIT, RTR and RTS.
 *
 * <p><strong>What is not.</strong> Bytes within a message: it is replaced as a whole here, and torn
 * on the host. Several queue pairs, packets, their numbers and losses; READ; SQD and SQE, which the
 * real class has. Buffers may be inline there and then are free at once. A completion queue that
 * overruns stays dead here; with verbs it has to be destroyed as well.
 *
 * <p><strong>Sources.</strong> InfiniBand Architecture Specification, volume 1, chapters 9 to 11;
 * ibv_post_send(3), ibv_poll_cq(3), ibv_modify_qp(3); rdma-core, providers/mlx5 (qp.c, cq.c);
 * Linux, drivers/infiniband/core/verbs.c and sw/rxe.
 */
package lab.experiments.nic.rdma;
