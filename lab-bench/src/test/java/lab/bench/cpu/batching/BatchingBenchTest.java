package lab.bench.cpu.batching;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
class BatchingBenchTest {
  /** Each of them checks what it wrote, and the pipe what came out. */
  @EnabledOnOs(OS.LINUX)
  @ParameterizedTest
  @ValueSource(ints = {1, 8, 64})
  void everyByteIsWritten(int batch) throws IOException {
    WriteBench bench = new WriteBench();
    bench.batch = batch;
    bench.open();
    try {
      bench.write();
      bench.writev();
      bench.pipe();
    } finally {
      bench.close();
    }
  }

  /** The reader checks how much came, and its last byte. */
  @ParameterizedTest
  @CsvSource({"unix, 1", "unix, 64", "tcp, 1", "tcp, 16"})
  void everyItemGoesThroughTheSocket(String family, int batch) throws Exception {
    SocketBench bench = new SocketBench();
    bench.family = family;
    bench.batch = batch;
    bench.open();
    try {
      for (int window = 0; window < 3; window++) {
        Thread writer = Thread.ofPlatform().start(bench::send);
        bench.receive();
        writer.join();
      }
    } finally {
      bench.close();
    }
  }

  @ParameterizedTest
  @CsvSource({"unix, 3", "unix, 0", "sctp, 1"})
  void whatNoSocketDoesIsRefused(String family, int batch) {
    SocketBench bench = new SocketBench();
    bench.family = family;
    bench.batch = batch;
    assertThatThrownBy(bench::open)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(family.equals("unix") ? "(got " + batch + ")" : "(got sctp)");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 3, 128})
  void aBatchThatDoesNotFitIsRefused(int batch) {
    WriteBench bench = new WriteBench();
    bench.batch = batch;
    assertThatThrownBy(bench::open).hasMessageContaining("(got " + batch + ")");
  }

  @Test
  void theBellSaysHowManyThereAre() {
    BellBench bench = new BellBench();
    bench.batch = 16;
    assertThat(bench.fenced()).isEqualTo(BellBench.ITEMS);
    assertThat(bench.released()).isEqualTo(2 * BellBench.ITEMS);
    assertThat(bench.rung()).isEqualTo(2 * BellBench.ITEMS);
    for (int i = 0; i < BellBench.ITEMS; i++) {
      for (int word = 0; word < 8; word++) {
        assertThat(bench.item(i, word)).as("item %d", i).isEqualTo(BellBench.ITEMS + i);
      }
    }
  }
}
