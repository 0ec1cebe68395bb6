/** What a hand-over of a line costs: between two pinned threads, and between every two CPUs. */
package lab.bench.cpu.mesi;
