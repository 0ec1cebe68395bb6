/**
 * Descriptor and doorbell, payload and DD, in every access mode. Miniatures: a state of the real
 * rings is some megabytes, so those run as a live program instead ({@code
 * lab.bench.nic.descriptorring}).
 */
package lab.stress.nic.descriptorring;
