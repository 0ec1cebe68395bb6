/** The shipped NAPI loop on the software NIC, and what draining saves in wake-ups. */
package lab.bench.nic.napi;
