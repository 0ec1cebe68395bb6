package lab.concurrent.nic.rdma;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.ValueLayout;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Queue pairs with a device of its own: a thread, or another process. */
@Timeout(60)
class RdmaNicTest {
  private static final Endpoint.Shape SHAPE = Endpoint.Shape.of(8, 8 * 64);
  private static final int MESSAGES = 20_000;

  /** One side that sends and receives numbers in slots of 64 bytes. */
  private static final class Side {
    final QueuePair pair;
    final int key;
    private final Completion done = new Completion();
    private long sent;

    Side(Endpoint endpoint) {
      pair = new QueuePair(endpoint);
      key = endpoint.regions().register(0, SHAPE.dataBytes(), Access.LOCAL_WRITE);
      pair.connect();
      for (int i = 4; i < 8; i++) {
        receive(i);
      }
    }

    void receive(long slot) {
      assertThat(pair.postReceive(slot, slot * 64, 64, key)).isEqualTo(Post.POSTED);
      pair.ringReceive();
    }

    /** Only when the send before it in this slot is completed. */
    void send(long number) {
      long at = sent++ % 4 * 64;
      for (int i = 0; i < 8; i++) {
        pair.endpoint().data().set(ValueLayout.JAVA_LONG, at + 8L * i, number);
      }
      assertThat(pair.postSend(number, at, 64, key, true)).isEqualTo(Post.POSTED);
      pair.ringSend();
    }

    WcStatus awaitSent(SendEngine... engines) {
      while (!pair.pollSend(done)) {
        work(engines);
      }
      return done.status();
    }

    long awaitNumber(SendEngine... engines) {
      while (!pair.pollReceive(done)) {
        work(engines);
      }
      assertThat(done.status()).isEqualTo(WcStatus.SUCCESS);
      long slot = done.workRequest();
      long number = pair.endpoint().data().get(ValueLayout.JAVA_LONG, slot * 64);
      for (int i = 1; i < 8; i++) {
        assertThat(pair.endpoint().data().get(ValueLayout.JAVA_LONG, slot * 64 + 8L * i))
            .isEqualTo(number);
      }
      receive(slot);
      return number;
    }

    private static void work(SendEngine... engines) {
      for (SendEngine engine : engines) {
        engine.progress(8);
      }
      Thread.onSpinWait();
    }
  }

  @Test
  void messagesArriveWholeAndInOrderAndTheDeviceMayStopInMidRing() {
    try (Arena arena = Arena.ofShared()) {
      Side a = new Side(Endpoint.create(arena.allocate(SHAPE.bytes(), 128), SHAPE));
      Side b = new Side(Endpoint.create(arena.allocate(SHAPE.bytes(), 128), SHAPE));
      SendEngine forth = new SendEngine(a.pair.endpoint(), b.pair.endpoint());
      SendEngine back = new SendEngine(b.pair.endpoint(), a.pair.endpoint());
      long next = 0;
      for (int part = 0; part < 4; part++) {
        try (RdmaNic nic = RdmaNic.start(forth, back)) {
          assertThat(nic).isNotNull();
          for (int i = 0; i < MESSAGES / 4; i++) {
            a.send(next);
            assertThat(b.awaitNumber()).isEqualTo(next++);
            assertThat(a.awaitSent()).isEqualTo(WcStatus.SUCCESS);
          }
        }
        // Nobody is there: what is posted stays posted, and the next device goes on with it.
        a.send(next);
        assertThat(a.pair.outstandingSends()).isEqualTo(1);
        try (RdmaNic nic = RdmaNic.start(forth, back)) {
          assertThat(nic).isNotNull();
          assertThat(b.awaitNumber()).isEqualTo(next++);
          assertThat(a.awaitSent()).isEqualTo(WcStatus.SUCCESS);
        }
      }
      assertThat(Thread.getAllStackTraces().keySet())
          .noneMatch(t -> t.getName().equals("rdma-nic"));
    }
  }

  /** The other process: sends every number back. */
  static final class Echo {
    private Echo() {}

    public static void main(String[] args) throws IOException {
      try (Arena arena = Arena.ofConfined()) {
        MappedLink link = MappedLink.open(Path.of(args[0]), arena);
        Side side = new Side(link.b());
        SendEngine engine = new SendEngine(link.b(), link.a());
        for (int i = 0; i < Integer.parseInt(args[1]); i++) {
          side.send(side.awaitNumber(engine));
          if (side.awaitSent(engine) != WcStatus.SUCCESS) {
            System.exit(1);
          }
        }
      }
    }
  }

  @Test
  void twoProcessesTalkThroughAFileAndOneThatHasGoneIsNoticed(@TempDir Path folder)
      throws Exception {
    Path file = folder.resolve("link");
    try (Arena arena = Arena.ofConfined()) {
      MappedLink link = MappedLink.create(file, SHAPE, arena);
      Side side = new Side(link.a());
      // The other process takes a while to start, and must not be given up before.
      side.pair.setAttributes(new QpAttributes(20, QpAttributes.RNR_FOR_EVER, 0, 0));
      SendEngine engine = new SendEngine(link.a(), link.b());
      Process child =
          new ProcessBuilder(
                  List.of(
                      ProcessHandle.current().info().command().orElseThrow(),
                      "-cp",
                      System.getProperty("java.class.path"),
                      Echo.class.getName(),
                      file.toString(),
                      "2000"))
              .inheritIO()
              .start();
      try {
        for (long i = 0; i < 2_000; i++) {
          side.send(i);
          assertThat(side.awaitNumber(engine)).isEqualTo(i);
          assertThat(side.awaitSent(engine)).isEqualTo(WcStatus.SUCCESS);
        }
        assertThat(child.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(child.exitValue()).isZero();
      } finally {
        child.destroyForcibly();
      }
      side.pair.setAttributes(new QpAttributes(20, 3, 0, 0));
      // Four receives of the other side are still posted; then nobody posts any more.
      for (int i = 0; i < 4; i++) {
        side.send(i);
        assertThat(side.awaitSent(engine)).isEqualTo(WcStatus.SUCCESS);
      }
      side.send(4);
      assertThat(side.awaitSent(engine)).isEqualTo(WcStatus.RNR_RETRY_EXC_ERR);
      assertThat(side.pair.state()).isEqualTo(QpState.ERR);
    }
  }
}
