/** Room cpu/tlb, measured: dependent loads from ever more pages, of either size. */
package lab.bench.cpu.tlb;
