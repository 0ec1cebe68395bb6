package lab.cli.drive;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import lab.catalog.Catalog;
import lab.cli.Golden;
import lab.cli.Ran;
import lab.cli.answer.Documents;
import lab.cli.answer.DriveDocument;
import lab.cli.toy.CounterRoom;
import lab.explore.Action;
import lab.explore.Claim;
import lab.explore.Machine;
import lab.explore.Schedule;
import lab.explore.SearchProgress;
import lab.room.Room;
import lab.room.Scene;
import lab.stage.Stage;
import org.junit.jupiter.api.Test;

/** What is driven is a document, written and read back; what is drawn is made from it. */
final class DriveDocumentTest {

  private static final SearchProgress NOBODY = (states, gone) -> {};

  private static DriveDocument golden(String name, String text) {
    return Golden.check(name, text, DriveDocument.class);
  }

  @Test
  void theDocumentsAreAsTheyWereCommitted() {
    DriveDocument counter =
        golden(
            "drive-counter",
            Ran.lab("drive", "counter", "--do=t1.read,t2.read,t1.write,t2.write", "--json").out());
    assertThat(counter.here().claims().getFirst().holds()).contains(false);
    assertThat(counter.here().action()).contains("t2.write");
    DriveDocument doors =
        golden(
            "drive-two-doors",
            Ran.lab("drive", "two-doors", "--fixed", "--do=a.take:k0", "--json").out());
    assertThat(doors.isFixed()).isTrue();
    assertThat(doors.here().refused()).hasSize(1);
  }

  @Test
  void aRealRoomsDocumentIsAsItWasCommitted() {
    Ran ran =
        Ran.lab(
            Catalog.lab(), "", "drive", "aba", "--do=t1.read,t2.pop*2,t2.push:A,t1.cas", "--json");
    DriveDocument aba = golden("drive-aba", ran.out());
    assertThat(aba.frames()).hasSize(6);
    assertThat(aba.timeline()).isPresent();
  }

  @Test
  void aShellsDocumentIsTheSameButForTheFramesThatNobodyDraws() throws Documents.Unreadable {
    DriveSession session = counter("t1.read,t2.read,t1.write");
    DriveDocument whole = Frames.whole(session, NOBODY);
    assertThat(Frames.here(session, true, NOBODY).here()).isEqualTo(whole.frames().getLast());
    session.jump(1);
    DriveDocument here = Frames.here(session, false, NOBODY);
    assertThat(here.frames()).containsExactly(whole.frames().get(1));
    assertThat(here.step()).isEqualTo(1);
    assertThat(here.ahead()).isEqualTo(2);
    assertThat(here.taken()).isEqualTo("t1.read");
    assertThat(here.replay()).isEqualTo("lab drive counter --do=t1.read");
    assertThat(here.timeline()).isEqualTo(Optional.empty());
    assertThat(Documents.read(Documents.text(here), DriveDocument.class)).isEqualTo(here);
  }

  private static DriveSession counter(String schedule) {
    Room room = CounterRoom.room();
    return new DriveSession(room, room.controls().defaults(), Schedule.parse(schedule));
  }

  /** Counts up for ever, and counts how often it is drawn. */
  private record Clock() implements Machine<Integer> {
    @Override
    public Integer start() {
      return 0;
    }

    @Override
    public void steps(Integer tick, Steps<Integer> out) {
      out.step(Action.of("clock", "tick"), tick + 1, () -> "tick " + (tick + 1));
    }

    @Override
    public List<Claim<Integer>> claims() {
      return List.of();
    }
  }

  @Test
  void aLongSessionDrawsOneFrameAtATime() {
    AtomicInteger drawn = new AtomicInteger();
    Room room =
        CounterRoom.declared()
            .scene(s ->
                Scene.of(
                    new Clock(),
                    tick -> {
                      drawn.incrementAndGet();
                      return Stage.of();
                    }))
            .build();
    DriveSession session =
        new DriveSession(room, room.controls().defaults(), Schedule.parse("clock.tick*10000"));
    assertThat(Frames.here(session, false, NOBODY).step()).isEqualTo(10_000);
    assertThat(drawn).as("the step, and the one before it to see what changed").hasValue(2);
    assertThat(Frames.whole(session, NOBODY).frames()).hasSize(10_001);
    assertThat(drawn).as("each once").hasValue(10_003);
  }
}
