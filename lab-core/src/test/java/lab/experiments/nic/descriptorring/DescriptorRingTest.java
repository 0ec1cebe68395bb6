package lab.experiments.nic.descriptorring;

import java.util.Map;
import java.util.TreeMap;
import lab.catalog.Settings;
import lab.explore.*;
import org.junit.jupiter.api.Test;

class DescriptorRingTest {
  private final DescriptorRing room = new DescriptorRing();

  @Test
  void print() {
    show(Map.of());
    show(Map.of("barrier", "on"));
    show(Map.of("frames", "5", "slots", "4"));
    show(Map.of("frames", "5", "slots", "4", "barrier", "on"));
    show(Map.of("family", "own"));
    show(Map.of("family", "own", "barrier", "on"));
    show(Map.of("family", "own", "barrier", "on", "frames", "4", "slots", "2"));
    show(Map.of("fault", "post-all", "barrier", "on", "frames", "8"));
    show(Map.of("fault", "no-rs", "barrier", "on"));
    show(Map.of("fault", "reuse-early", "barrier", "on", "slots", "2"));
    show(Map.of("dir", "rx"));
    show(Map.of("dir", "rx", "readBarrier", "on"));
    show(Map.of("dir", "rx", "barrier", "on"));
    show(Map.of("dir", "rx", "readBarrier", "on", "frames", "5", "slots", "4"));
    show(Map.of("dir", "rx", "family", "own", "readBarrier", "on"));
    show(Map.of("dir", "rx", "family", "own", "readBarrier", "on", "frames", "5", "slots", "4"));
    show(Map.of("fault", "post-all", "dir", "rx", "readBarrier", "on", "slots", "4"));
    show(Map.of("fault", "no-refill", "dir", "rx", "readBarrier", "on", "frames", "8"));
    show(Map.of("fault", "dd-kept", "dir", "rx", "readBarrier", "on", "slots", "2"));
  }

  private void show(Map<String, String> changes) {
    Settings settings = room.controls().defaults();
    for (Map.Entry<String, String> change : new TreeMap<>(changes).entrySet()) {
      settings = room.controls().with(settings, change.getKey(), change.getValue());
    }
    long t = System.nanoTime();
    try {
      Exploration e = Explorer.explore(room.scene(settings).machine(), Bounds.DEFAULT);
      System.out.println(
          "XX "
              + new TreeMap<>(changes)
              + " "
              + e.states()
              + " "
              + e.complete()
              + " "
              + (System.nanoTime() - t) / 1000000
              + "ms");
      e.answers()
          .forEach(a ->
              System.out.println(
                  "XX    "
                      + a.claim().name()
                      + " "
                      + a.outcome()
                      + " "
                      + a.schedule().map(s -> s.size() + " " + s).orElse("")));
    } catch (RuntimeException x) {
      System.out.println("XX " + changes + x);
    }
  }
}
