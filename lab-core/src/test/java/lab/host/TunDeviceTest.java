package lab.host;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The calls below a TUN device; the device itself is tried by {@code TunKernelTest}. */
class TunDeviceTest {
  @TempDir Path folder;

  @BeforeEach
  void onLinux() {
    assumeTrue(System.getProperty("os.name").equals("Linux"), "these are calls of Linux");
  }

  @Test
  void aNameHasRoomInTheRequest() {
    for (String name : new String[] {"", "0123456789abcdef"}) {
      assertThatThrownBy(() -> TunDevice.open(name))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("1..15 characters");
    }
  }

  @Test
  void aFileIsWrittenAndRead() throws IOException {
    Path path = Files.createFile(folder.resolve("file"));
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment bytes = arena.allocateFrom(JAVA_BYTE, (byte) 1, (byte) 2, (byte) 3);
      int file = FileCalls.open(path.toString(), FileCalls.READ_AND_WRITE);
      assertThat(FileCalls.write(file, bytes)).isEqualTo(3);
      FileCalls.close(file);
      file = FileCalls.open(path.toString(), FileCalls.READ_AND_WRITE);
      assertThat(FileCalls.readable(file, 0)).isTrue();
      MemorySegment into = arena.allocate(8);
      assertThat(FileCalls.read(file, into)).isEqualTo(3);
      assertThat(into.asSlice(0, 3).mismatch(bytes)).isEqualTo(-1);
      FileCalls.close(file);
      int closed = file;
      assertThatThrownBy(() -> FileCalls.read(closed, into))
          .isInstanceOf(IOException.class)
          .hasMessage("read failed with errno 9");
    }
  }

  @Test
  void saysWhyAFileCannotBeOpened() {
    String missing = folder.resolve("missing").toString();
    assertThatThrownBy(() -> FileCalls.open(missing, FileCalls.READ_AND_WRITE))
        .isInstanceOf(IOException.class)
        .hasMessage("opening " + missing + " finds nothing of that name");
  }
}
