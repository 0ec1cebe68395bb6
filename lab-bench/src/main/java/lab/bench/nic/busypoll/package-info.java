/**
 * Two threads that pass a message to and fro and wait for it in three ways: spinning, asleep, and
 * spinning before they sleep.
 */
package lab.bench.nic.busypoll;
