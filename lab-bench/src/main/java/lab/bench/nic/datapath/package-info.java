/** The whole datapath on real threads: what gets lost, how long each station takes, what costs. */
package lab.bench.nic.datapath;
