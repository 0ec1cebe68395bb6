package lab.bench.nic.sendpath;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class SendPathBenchTest {
  @Test
  void aMessageGoesThroughTheRingAsOften() {
    SendPathBench bench = new SendPathBench();
    for (int i = 0; i < 1000; i++) {
      assertThat(bench.ringHandOff()).isEqualTo(8);
    }
  }

  @Test
  void whatIsSentIsReceivedAndNothingElse() throws Exception {
    LoopbackPair sockets = new LoopbackPair();
    sockets.open();
    try {
      assertThat(sockets.receiveNothing()).isNull();
      for (int bytes : new int[] {64, 1400}) {
        ByteBuffer got = sockets.sendAndReceive(bytes);
        assertThat(got.position()).isEqualTo(bytes);
      }
      assertThat(sockets.receiveNothing()).isNull();
    } finally {
      sockets.close();
    }
  }

  @Test
  void theSleeperAnswersEachQuestionOnceAndEnds() throws Exception {
    Sleeper sleeper = new Sleeper();
    sleeper.start();
    for (long i = 1; i <= 200; i++) {
      assertThat(sleeper.thereAndBack()).isEqualTo(i);
    }
    sleeper.close();
  }
}
