/**
 * A ring of descriptors between a driver and a NIC; {@code room.md} beside this file explains it.
 */
package lab.experiments.nic.descriptorring;
