/**
 * <strong>The question.</strong> Two cores write two different variables, and never look at each
 * other's. Why can that be several times slower than one core doing both?
 *
 * <p><strong>What to predict.</strong> 48 writes, the cores taking turns. How often does a cache
 * line cross from one core to the other if both words lie on one line? How often if each has a line
 * of its own? And if each core writes eleven times before the other has its turn?
 *
 * <p><strong>What is modelled.</strong> Caches that keep lines, not words, and write only what they
 * own: the write row of MESI on an atomic bus. A write to a line that the core holds modified is
 * silent. Any other write is a read for ownership: it invalidates the other core's copy and brings
 * the line, from that copy if it was modified (a <em>transfer</em>), else from memory (a <em>cold
 * fill</em>). The room starts warm, core A having written the shared line last, as on the page it
 * follows: so 48 writes in strict alternation, B first, are 48 transfers, and 0 when padded. Cold
 * caches ({@code start=cold}) make the first of them a fill from memory: 47 transfers and 1 cold
 * fill, against 0 and 2.
 *
 * <p><strong>What is not.</strong> Reads, hence the states E and S, which only reads can reach.
 * Time: a transfer is counted, not timed, and so this model says nothing of nanoseconds. Hardware
 * does not alternate strictly: a core keeps the line while it has stores or locked operations at
 * hand, about eleven of them on the machine where this was written, which is what {@code burst} is
 * for. Store buffers, which let plain stores hide most of the cost; the adjacent-line prefetcher;
 * caches with a third participant.
 *
 * <p><strong>Sources.</strong> M. Papamarcos and J. Patel, "A low-overhead coherence solution for
 * multiprocessors with private cache memories", ISCA 1984 (MESI); AMD64 Architecture Programmer's
 * Manual, volume 2, section 7.3; W. Bolosky and M. Scott, "False sharing and its effect on shared
 * memory performance", SEDMS 1993.
 */
package lab.experiments.memory.falsesharing;
