package lab.bench.nic.qemu;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.MemorySegment;
import java.util.Optional;
import lab.concurrent.nic.Descriptors;
import lab.concurrent.nic.HostMemory;

/**
 * The unit of QEMU's VT-d, in legacy mode: its registers over qtest, the root table and one context
 * table in the guest's memory.
 *
 * <p>Source: Intel, Virtualization Technology for Directed I/O, Architecture Specification: "Root
 * Entry", "Context Entry" (chapter 9), "Register-based Invalidation Interface" (6.5.1), "Fault
 * Recording Registers" and the other registers by their names (chapter 10; 11 since revision 4).
 *
 * <p>Left out, for the emulation does not need it: flushing of write buffers and of the CPU's cache
 * before the unit walks tables, draining of DMA, queued invalidation.
 */
final class Vtd {
  private static final long REGISTERS = 0xFED9_0000L;
  private static final long CAPABILITY = REGISTERS + 0x08;
  private static final long EXTENDED_CAPABILITY = REGISTERS + 0x10;
  private static final long GLOBAL_COMMAND = REGISTERS + 0x18;
  private static final long GLOBAL_STATUS = REGISTERS + 0x1C;
  private static final long ROOT_TABLE_ADDRESS = REGISTERS + 0x20;
  private static final long CONTEXT_COMMAND = REGISTERS + 0x28;
  private static final long FAULT_STATUS = REGISTERS + 0x34;

  /** Bit 1 of the field SAGAW: tables of three levels, addresses of 39 bits. */
  private static final long THREE_LEVELS = 1L << (8 + 1);

  /** Of command and status: TE, TES; SRTP, RTPS. */
  private static final int TRANSLATION = 1 << 31;

  private static final int ROOT_TABLE_POINTER = 1 << 30;

  /** ICC or IVT, the highest bit of both commands: set to begin, cleared by the unit at the end. */
  private static final long INVALIDATE = 1L << 63;

  private static final long CONTEXT_GLOBAL = 1L << 61;
  private static final long IOTLB_GLOBAL = 1L << 60;
  private static final long IOTLB_PAGE = 3L << 60;
  private static final int IOTLB_DOMAIN_SHIFT = 32;

  /** F, T and the fields of the upper half of a fault record. */
  private static final long FAULT = 1L << 63;

  private static final long FAULT_READ = 1L << 62;
  private static final int FAULT_REASON_SHIFT = 32;

  /** PFO: faults were lost because all records were full. */
  private static final int FAULT_OVERFLOW = 1;

  private static final long PRESENT = 1;

  /** AW of a context entry: three levels. */
  private static final long WIDTH_39 = 1;

  private static final int DOMAIN_SHIFT = 8;
  private static final int ENTRY_BYTES = 16;
  private static final int MOST_LOOKS = 1000;

  private final Qtest qtest;
  private final MemorySegment memory;
  private final long root;
  private final long contexts;
  private final long invalidateAddress;
  private final long iotlb;
  private final long faultRecord;

  /**
   * Makes an empty root table and turns translation on: from now on no device reaches anything.
   *
   * @throws IOException if the unit is not there, or has no tables of three levels
   */
  Vtd(Qtest qtest, GuestMemory guest) throws IOException {
    this.qtest = qtest;
    memory = guest.memory();
    root = guest.pages(HostMemory.PAGE_BYTES);
    contexts = guest.pages(HostMemory.PAGE_BYTES);
    long capability = qtest.read64(CAPABILITY);
    if (capability == -1L || (capability & THREE_LEVELS) == 0) {
      throw new IOException("no VT-d with tables of three levels: CAP=0x%x".formatted(capability));
    }
    // FRO and IRO: where these registers lie, in units of 16 bytes.
    faultRecord = REGISTERS + (capability >>> 24 & 0x3FF) * 16;
    invalidateAddress = REGISTERS + (qtest.read64(EXTENDED_CAPABILITY) >>> 8 & 0x3FF) * 16;
    iotlb = invalidateAddress + Long.BYTES;
    memory.set(Descriptors.LONG, root, contexts | PRESENT);
    qtest.write64(ROOT_TABLE_ADDRESS, root);
    command(ROOT_TABLE_POINTER, ROOT_TABLE_POINTER);
    invalidateContexts();
    invalidateAll();
    command(TRANSLATION, TRANSLATION);
  }

  private void command(int bit, int status) throws IOException {
    // What is on stays on: the command register has one bit for each.
    qtest.write32(GLOBAL_COMMAND, (qtest.read32(GLOBAL_STATUS) & TRANSLATION) | bit);
    for (int i = 0; (qtest.read32(GLOBAL_STATUS) & status) == 0; i++) {
      patience(i);
    }
  }

  private static void patience(int looks) throws IOException {
    if (looks == MOST_LOOKS) {
      throw new IOException("VT-d does not come to an end");
    }
  }

  /** Writes the context entry of a function on bus 0: its address space. */
  void attach(int requester, SecondLevelTable table, int domain) {
    long at = contexts + (long) (requester & 0xFF) * ENTRY_BYTES;
    memory.set(Descriptors.LONG, at + Long.BYTES, (long) domain << DOMAIN_SHIFT | WIDTH_39);
    // Last, for it has the bit that says that the entry is there.
    memory.set(Descriptors.LONG, at, table.root() | PRESENT);
  }

  /** Clears the context entry. */
  void detach(int requester) {
    memory.set(Descriptors.LONG, contexts + (long) (requester & 0xFF) * ENTRY_BYTES, 0);
  }

  /** Contexts that the unit remembers are forgotten. */
  void invalidateContexts() {
    invalidate(CONTEXT_COMMAND, CONTEXT_GLOBAL);
  }

  /** All of the IOTLB is forgotten. */
  void invalidateAll() {
    invalidate(iotlb, IOTLB_GLOBAL);
  }

  /** What the IOTLB holds of this page is forgotten. */
  void invalidatePage(int domain, long iova) {
    try {
      qtest.write64(invalidateAddress, iova & -HostMemory.PAGE_BYTES);
      invalidate(iotlb, IOTLB_PAGE | (long) domain << IOTLB_DOMAIN_SHIFT);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void invalidate(long register, long what) {
    try {
      qtest.write64(register, INVALIDATE | what);
      for (int i = 0; (qtest.read64(register) & INVALIDATE) != 0; i++) {
        patience(i);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Takes the recorded fault and makes room for the next. QEMU has one record, and while it is full
   * further faults of the same device are counted as the same one.
   */
  Optional<RecordedFault> takeFault() {
    try {
      long high = qtest.read64(faultRecord + Long.BYTES);
      if ((high & FAULT) == 0) {
        return Optional.empty();
      }
      long page = qtest.read64(faultRecord) & -HostMemory.PAGE_BYTES;
      qtest.write64(faultRecord + Long.BYTES, FAULT);
      qtest.write32(FAULT_STATUS, FAULT_OVERFLOW);
      return Optional.of(
          new RecordedFault(
              (int) high & 0xFFFF,
              page,
              (high & FAULT_READ) == 0,
              (int) (high >>> FAULT_REASON_SHIFT) & 0xFF));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
