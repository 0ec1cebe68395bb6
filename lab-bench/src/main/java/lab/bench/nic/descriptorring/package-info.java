/** The shipped descriptor rings between a driver and the thread of the software NIC. */
package lab.bench.nic.descriptorring;
