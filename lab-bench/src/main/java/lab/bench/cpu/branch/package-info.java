/** What room cpu/branch measures: one loop over data that is easy, hard, or in between to guess. */
package lab.bench.cpu.branch;
