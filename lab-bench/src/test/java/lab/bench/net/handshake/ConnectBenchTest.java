package lab.bench.net.handshake;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class ConnectBenchTest {
  /** Each side checks what it gets. */
  @Test
  void everyRequestIsAnswered() throws Exception {
    ConnectBench bench = new ConnectBench();
    bench.begin();
    try {
      for (int window = 0; window < 2; window++) {
        Thread partner =
            Thread.ofPlatform()
                .start(() -> {
                  bench.answerOpen();
                  bench.answerFresh();
                });
        bench.askOpen();
        bench.askFresh();
        partner.join();
      }
    } finally {
      bench.end();
    }
  }
}
