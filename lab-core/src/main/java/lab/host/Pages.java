package lab.host;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.util.Optional;

/**
 * Memory in pages of a size that was asked for: the base pages of this machine, or transparent huge
 * pages. Linux gives huge pages where it can and says nothing where it cannot, so they are looked
 * for in {@code /proc/self/smaps} once every page has been written: what is in hand is what was
 * asked for, or there is nothing in hand.
 *
 * <p>On a virtual machine these are the guest's pages: of what its host maps them with, nothing is
 * known here.
 */
public final class Pages implements AutoCloseable {
  private static final int READ_WRITE = 1 | 2;

  /** Linux's numbers for every CPU that HotSpot runs on. */
  private static final int PRIVATE_ANONYMOUS = 0x02 | 0x20;

  private static final int MADV_HUGEPAGE = 14;
  private static final int MADV_NOHUGEPAGE = 15;
  private static final long FAILED = -1;

  private static final Optional<MethodHandle> MMAP =
      NativeCalls.function(
          "mmap",
          FunctionDescriptor.of(
              JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_INT, JAVA_INT, JAVA_INT, JAVA_LONG));
  private static final Optional<MethodHandle> MUNMAP =
      NativeCalls.function("munmap", FunctionDescriptor.of(JAVA_INT, JAVA_LONG, JAVA_LONG));
  private static final Optional<MethodHandle> MADVISE =
      NativeCalls.function(
          "madvise", FunctionDescriptor.of(JAVA_INT, JAVA_LONG, JAVA_LONG, JAVA_INT));
  private static final Optional<MethodHandle> PAGE_SIZE =
      NativeCalls.function("getpagesize", FunctionDescriptor.of(JAVA_INT));

  private final long mapped;
  private final long mappedBytes;
  private final MemorySegment memory;

  private Pages(long mapped, long mappedBytes, MemorySegment memory) {
    this.mapped = mapped;
    this.mappedBytes = mappedBytes;
    this.memory = memory;
  }

  /**
   * Base pages, all of them written.
   *
   * @param bytes at least 1; rounded up to whole pages of both sizes
   * @throws IllegalStateException if the system does not give them; the message says why
   */
  public static Pages base(long bytes) {
    Pages pages = map(bytes, MADV_NOHUGEPAGE);
    pages.touch();
    if (pages.inHugePages() > 0) {
      pages.close();
      throw new IllegalStateException("the system gave huge pages although none were wanted");
    }
    return pages;
  }

  /**
   * Transparent huge pages, all of them written.
   *
   * @param bytes at least 1; rounded up to whole pages of both sizes
   * @throws IllegalStateException if the system does not give huge pages for all of it; the message
   *     says why
   */
  public static Pages huge(long bytes) {
    HugePages system = HugePages.ofThisMachine();
    system
        .missing()
        .ifPresent(why -> {
          throw new IllegalStateException(why);
        });
    Pages pages = map(bytes, MADV_HUGEPAGE);
    pages.touch();
    long given = pages.inHugePages();
    long asked = pages.memory.byteSize();
    if (given != asked) {
      pages.close();
      throw new IllegalStateException(
          "the system gave huge pages for " + (given >> 20) + " of " + (asked >> 20) + " MiB");
    }
    return pages;
  }

  /** Bytes of a base page: 4096 on x86; 4, 16 or 64 KiB on Arm. */
  public static int baseBytes() {
    return (int) call(PAGE_SIZE);
  }

  /** Zeroed memory that begins at a multiple of both sizes of page. Not after {@link #close}. */
  public MemorySegment memory() {
    return memory;
  }

  /** How much of it the system says is in huge pages, in bytes. */
  long inHugePages() {
    return HugePages.ofThisMachine().within(memory.address(), memory.byteSize());
  }

  @Override
  public void close() {
    long _ = call(MUNMAP, mapped, mappedBytes);
  }

  /**
   * More than asked for is mapped, and the advice is given to the middle alone: so the system lists
   * that as an area of its own, and no neighbour's pages are counted among ours.
   */
  // Restricted by design: the manifest grants native access, every child JVM is given it.
  @SuppressWarnings("restricted")
  private static Pages map(long bytes, int advice) {
    if (bytes < 1) {
      throw new IllegalArgumentException("bytes must be >= 1: bytes=" + bytes);
    }
    long unit = HugePages.ofThisMachine().bytes().orElse((long) baseBytes());
    long size = (bytes + unit - 1) / unit * unit;
    long all = size + 2 * unit;
    long at = call(MMAP, 0L, all, READ_WRITE, PRIVATE_ANONYMOUS, -1, 0L);
    if (at == FAILED) {
      throw new IllegalStateException("the system has no " + (all >> 20) + " MiB for us");
    }
    long from = (at / unit + 1) * unit;
    Pages pages = new Pages(at, all, MemorySegment.ofAddress(from).reinterpret(size));
    // A kernel without huge pages knows neither advice; then all pages are base pages.
    if (call(MADVISE, from, size, advice) != 0 && advice == MADV_HUGEPAGE) {
      pages.close();
      throw new IllegalStateException("the system does not know madvise(MADV_HUGEPAGE)");
    }
    return pages;
  }

  /** Writing makes the system give a page; reading might all be served by one page of zeros. */
  private void touch() {
    for (long at = 0; at < memory.byteSize(); at += baseBytes()) {
      memory.set(JAVA_BYTE, at, (byte) 0);
    }
  }

  private static long call(Optional<MethodHandle> function, Object... arguments) {
    MethodHandle handle =
        function.orElseThrow(
            () -> new IllegalStateException("pages are asked for by calls of Linux"));
    try {
      return ((Number) handle.invokeWithArguments(arguments)).longValue();
    } catch (Throwable e) {
      throw new IllegalStateException("a call for pages failed", e);
    }
  }
}
