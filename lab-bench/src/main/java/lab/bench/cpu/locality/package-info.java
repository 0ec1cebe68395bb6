/** The same elements in another order: what an access costs when the caches know, or do not. */
package lab.bench.cpu.locality;
