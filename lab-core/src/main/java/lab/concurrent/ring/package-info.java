/**
 * Bounded rings between threads: one producer and one consumer for references ({@link
 * lab.concurrent.ring.SpscRing}), for longs ({@link lab.concurrent.ring.SpscLongRing}) and for
 * records that are written and read in place ({@link lab.concurrent.ring.SpscRecordRing}); many of
 * both ({@link lab.concurrent.ring.MpmcRing}).
 *
 * <p>Common to all: capacities are powers of two, counted in elements; nothing is allocated after
 * construction; nothing blocks, parks or throws because a ring is full or empty, the caller is told
 * and decides how to wait.
 *
 * <p>Each access that is not plain says in the code what it pairs with. On x86-64 the CPU keeps the
 * order that acquire and release ask for, so weakening one of them to opaque is noticed by no
 * stress test there; what a compiler does when one is plain is seen in the shape of {@code
 * SpscNumbersStress.PublicationPlain}.
 */
package lab.concurrent.ring;
