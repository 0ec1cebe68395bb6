/**
 * A packet's whole way, from an application to a worker, put together from the parts of this
 * library: a record ring, a driver, the software NIC, and a ring for many threads. Start with
 * {@link lab.concurrent.nic.datapath.Pipeline}.
 */
package lab.concurrent.nic.datapath;
