/**
 * The store-load race of the re-arming, in every access mode. The real {@code
 * lab.concurrent.nic.Napi} on the real device runs as a live program ({@code lab.bench.nic.napi}).
 */
package lab.stress.nic.napi;
