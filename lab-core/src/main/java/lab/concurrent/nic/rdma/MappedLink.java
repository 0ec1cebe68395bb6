package lab.concurrent.nic.rdma;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Two endpoints in one file, which two processes map: the wire between them is memory. After
 * mapping, neither posting nor polling nor the copy of a message enters the kernel.
 *
 * @param a of the process that created the file
 * @param b of the other
 */
public record MappedLink(Endpoint a, Endpoint b) {

  /**
   * Makes the file and both endpoints.
   *
   * @param file is overwritten; on a file system in memory nothing is written back
   * @param arena unmaps it when it is closed
   */
  public static MappedLink create(Path file, Endpoint.Shape shape, Arena arena) throws IOException {
    MemorySegment memory = map(file, 2 * shape.bytes(), arena);
    // The second first: who finds the first finds both.
    Endpoint b = Endpoint.create(memory.asSlice(shape.bytes()), shape);
    return new MappedLink(Endpoint.create(memory, shape), b);
  }

  /**
   * Maps a file that another process has made.
   *
   * @throws IllegalArgumentException if it has not
   */
  public static MappedLink open(Path file, Arena arena) throws IOException {
    MemorySegment memory = map(file, 0, arena);
    Endpoint a = Endpoint.open(memory);
    return new MappedLink(a, Endpoint.open(memory.asSlice(a.shape().bytes())));
  }

  private static MemorySegment map(Path file, long bytes, Arena arena) throws IOException {
    try (FileChannel channel =
        FileChannel.open(
            file, StandardOpenOption.READ, StandardOpenOption.WRITE, StandardOpenOption.CREATE)) {
      long size = bytes == 0 ? channel.size() : bytes;
      return channel.map(FileChannel.MapMode.READ_WRITE, 0, size, arena);
    }
  }
}
