package lab.experiments.nic.rdma;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import lab.catalog.Settings;
import lab.explore.Bounds;
import lab.explore.Exploration;
import lab.explore.Explorer;
import lab.explore.Schedule;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RdmaTest {
  private static final String REUSED = "app.post,app.write,nic.dma";
  private final Rdma room = new Rdma();

  @Test
  void theBufferIsReusedTooEarlyInThreeStepsAndWithTheWaitNever() {
    Exploration broken = explore(room.controls().defaults());
    assertThat(answers(broken)).isEqualTo(room.predictions().byDefault());
    assertThat(way(broken, "wire-bytes")).isEqualTo(REUSED);
    assertThat(way(broken, "sent")).isEqualTo("app.post,nic.dma,app.reap");
    assertThat(broken.states()).isEqualTo(1);
    assertThat(broken.complete()).isTrue();

    Exploration fixed = explore(room.fixed());
    assertThat(answers(fixed)).isEqualTo(room.predictions().whenFixed());
    assertThat(fixed.states()).isEqualTo(1);
    assertThat(fixed.complete()).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "cqDepth=2, cq-overrun, 'app.post*3,nic.dma*3', 1",
    "cqDepth=1, cq-overrun, 'app.post*2,nic.dma*2', 1",
    "cqDepth=2 waitCqe=on, cq-overrun, 'app.post*3,nic.dma*3', 1",
    "slots=done, cq-overrun, 'app.post*4,nic.dma,app.post,nic.dma*4', 1",
    "signalEvery=0, sq-moves, app.post*4, 1",
    "signalEvery=5, sq-moves, app.post*4, 1",
    "signalEvery=4, sq-moves, safe, 1",
    "signalEvery=0 slots=done, sq-moves, safe, 1",
    "depth=1 signalEvery=2, sq-moves, app.post, 1",
    "depth=2 waitCqe=on, wire-bytes, safe, 1",
  })
  void everyOtherWayToBreakIt(String settings, String claim, String way, long states) {
    Exploration found = explore(set(settings));
    assertThat(found.complete()).isTrue();
    assertThat(way(found, claim)).isEqualTo(way);
    assertThat(found.states()).isEqualTo(states);
  }

  @ParameterizedTest
  @CsvSource({
    "waitCqe=off model=sc, 1, wire-bytes, 7, 0",
    "waitCqe=on model=sc, 1, '', 0, 0",
    "waitCqe=on model=tso, 1, '', 0, 0",
    "waitCqe=on model=java, 1, '', 0, 0",
    "waitCqe=on model=java mode=volatile, 1, '', 0, 0",
    "waitCqe=on model=java mode=opaque, 1, wire-bytes, 6, 0",
    "waitCqe=off model=java, 1, wire-bytes, 6, 0",
  })
  void accessByAccess(String settings, long states, String broken, int steps, int unused) {
    Exploration found = explore(set("grain=accesses " + settings));
    assertThat(found.complete()).isTrue();
    for (String claim : List.of("wire-bytes", "completion", "cq-overrun", "sq-moves")) {
      System.out.println(settings + " " + claim + " " + way(found, claim) + " " + found.states());
    }
    assertThat(found.states()).isEqualTo(states);
  }

  @Test
  void mistakesEndInTheirStatusAndTheQueuePairComesBack() {
    Exploration found = explore(set("mistakes=on"));
    System.out.println(found.states() + " " + answers(found));
  }

  private Settings set(String text) {
    Settings settings = room.controls().defaults();
    for (String one : text.split(" ")) {
      String[] parts = one.split("=");
      settings = room.controls().with(settings, parts[0], parts[1]);
    }
    return settings;
  }

  private Exploration explore(Settings settings) {
    return Explorer.explore(room.scene(settings).machine(), Bounds.DEFAULT);
  }

  private static String way(Exploration found, String claim) {
    return found.answer(claim).schedule().map(Schedule::toString).orElse("safe");
  }

  private static Map<String, String> answers(Exploration found) {
    Map<String, String> answers = new TreeMap<>();
    found.answers().forEach(a -> answers.put(a.claim().name(), a.outcome().word()));
    return answers;
  }
}
