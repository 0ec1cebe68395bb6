/**
 * A packet's whole way from an application to a worker. What is modelled, and what is not, stands
 * in {@code room.md} beside this file.
 */
package lab.experiments.nic.datapath;
