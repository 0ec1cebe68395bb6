/**
 * The whole datapath on real threads: what gets lost, how long each station takes, what costs, and
 * in one thread what is allocated.
 */
package lab.bench.nic.datapath;
