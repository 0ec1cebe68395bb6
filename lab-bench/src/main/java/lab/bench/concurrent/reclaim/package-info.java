/** What a reader pays for protection: a plain read, an epoch's pin, a lock. */
package lab.bench.concurrent.reclaim;
