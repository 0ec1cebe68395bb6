/** Interrupts that turn into polls; {@code room.md} beside this file explains it. */
package lab.experiments.nic.napi;
