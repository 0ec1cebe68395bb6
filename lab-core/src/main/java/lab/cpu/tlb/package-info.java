/**
 * Virtual addresses as x86-64 translates them: {@link lab.cpu.tlb.PageTable} says where a page is,
 * a walk of four levels finds it out, and a {@link lab.cpu.tlb.Translations} remembers. A TLB is a
 * cache whose lines are pages: what it replaces follows the rules of {@code lab.cpu.cache}.
 * Immutable values, which know no room.
 */
package lab.cpu.tlb;
