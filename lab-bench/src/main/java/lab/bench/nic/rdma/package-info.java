/**
 * The queue pairs of {@code lab.concurrent.nic.rdma} between two processes: {@code
 * TwoProcessesLive} is the one that measures, {@code Echo} the one that answers.
 */
package lab.bench.nic.rdma;
