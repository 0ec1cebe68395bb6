/**
 * Descriptor and doorbell, payload and DD: in miniature, with every access mode spelled out, and
 * the rings that ship ({@link lab.concurrent.nic.BareTransmitter}, {@link
 * lab.concurrent.nic.BareReceiver}, {@link lab.concurrent.nic.OwnRing}), which are rewritten for
 * the other modes. Each test of what ships has a broken twin beside it. Many frames in a row run as
 * a live program ({@code lab.bench.nic.descriptorring}).
 */
package lab.stress.nic.descriptorring;
