/** What the cache engine does in a second. */
package lab.bench.cpu.cache;
