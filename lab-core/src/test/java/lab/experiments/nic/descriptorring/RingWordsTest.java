package lab.experiments.nic.descriptorring;

import static lab.experiments.RoomFixture.cells;
import static lab.experiments.RoomFixture.labels;
import static lab.experiments.RoomFixture.last;
import static lab.experiments.RoomFixture.stories;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import lab.experiments.RoomFixture;
import lab.experiments.Whereabouts;
import lab.explore.Refusal;
import lab.room.Room;
import lab.stage.Stage;
import lab.stage.Tone;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is told and drawn of the ring, and why something is not possible. */
class RingWordsTest {
  private static final Room ROOM = DescriptorRing.ROOM;
  private static final String EARLY = "driver.post,driver.doorbell,bus.doorbell,nic.fetch";

  @Test
  void theDriverSeesWhatItShouldNot() {
    assertThat(stories(ROOM, "grain=operations", EARLY + ",nic.complete"))
        .endsWith(
            "The driver writes frame 0 and its descriptor into slot 0; the descriptor is in the"
                + " write buffer.",
            "The driver writes the doorbell: TAIL = 1.",
            "The doorbell arrives: the NIC knows TAIL = 1, and descriptor 0 is not all visible."
                + RingWords.STORES,
            "The NIC fetches slot 0: the slot as it was before the driver wrote it. It will find"
                + " length 0 and skip it, and the driver wait for this slot for ever.",
            "The NIC finds length 0, sends nothing and moves on: frame 0 is lost, and slot 0 not"
                + " marked done.");
    String visible = "driver.post,bus.descriptor:length,bus.descriptor:address,driver.doorbell,";
    assertThat(
            stories(
                ROOM,
                "grain=operations barrier=on",
                visible + "bus.doorbell,nic.fetch,nic.complete,driver.reap"))
        .endsWith(
            "The NIC fetches slot 0: the whole descriptor of frame 0.",
            "The NIC sends frame 0 and marks slot 0 done.",
            "The driver sees that slot 0 is done and reaps frame 0.");
    assertThat(stories(ROOM, "grain=operations family=own", EARLY))
        .endsWith("The NIC looks at slot 0: OWN is not set, so it sleeps until the next doorbell.");
    assertThat(
            stories(
                ROOM,
                "grain=operations dir=rx",
                "driver.read,wire.frame,nic.write,nic.done,driver.reap"))
        .endsWith(
            "The driver reads the buffer of slot 0, before it looks at the status."
                + RingWords.LOADS,
            "Frame 0 arrives at the NIC.",
            "The NIC writes frame 0 into the buffer of slot 0.",
            "The NIC marks slot 0 done.",
            "The driver sees that slot 0 is done, and hands up other bytes than those of frame 0.");
  }

  /** Of the second wrong frame the same is said as of the first. */
  @Test
  void everyWrongFrameIsToldOf() {
    String half = "driver.post*2,driver.doorbell,bus.doorbell,bus.descriptor:length,nic.fetch";
    String next =
        ",nic.complete,bus.descriptor:address,bus.descriptor:length,nic.fetch,nic.complete";
    assertThat(stories(ROOM, "grain=operations frames=4", half + next))
        .contains(
            "The NIC sends other bytes than those of frame 0 and marks slot 0 done.",
            "The NIC sends other bytes than those of frame 1 and marks slot 1 done.");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          # settings | after | what is not possible | why
          barrier=off | '' | driver.doorbell | nothing new is posted
          barrier=off | '' | driver.reap | nothing is left to reap
          barrier=off | '' | bus.descriptor:length | the write buffer is empty
          barrier=off | '' | bus.doorbell | no doorbell is on its way
          barrier=off | '' | nic.fetch | nothing to fetch: HEAD = TAIL
          barrier=off | driver.post*2 | nic.fetch | nothing to fetch: HEAD = TAIL
          frames=1 | driver.post | driver.post | every frame is posted
          frames=1 | driver.post | driver.reap | slot 0 is not done
          barrier=on | driver.post | driver.doorbell | the write barrier: descriptor 0 is not visible
          slots=2 | driver.post | driver.post | the ring is full: one slot stays free, for HEAD = TAIL means empty
          slots=2 family=own | driver.post*2 | driver.post | the ring is full
          barrier=on family=own | driver.post | bus.descriptor:own | the write barrier: the address goes first
          family=own | driver.post | nic.fetch | nothing to fetch: OWN of slot 0 is not set
          family=own | driver.post,bus.descriptor:own | nic.fetch | the NIC sleeps: no doorbell has come since OWN of slot 0 was set
          dir=rx | '' | driver.post | no buffer is free
          dir=rx | '' | driver.reap | slot 0 is not done
          dir=rx | '' | nic.write | no frame is waiting
          dir=rx readBarrier=on | '' | driver.read | the read barrier: slot 0 was not seen to be done
          dir=rx slots=2 | wire.frame*2,nic.write,nic.done | nic.write | no buffer: HEAD = TAIL
          dir=rx slots=2 family=own | wire.frame*3,nic.write,nic.done,nic.write,nic.done | nic.write | no buffer: OWN of slot 0 is not set
          dir=rx slots=2 | wire.frame,nic.write,nic.done,driver.reap,driver.read | driver.read | no buffer is posted
          dir=rx frames=1 | wire.frame,nic.write,nic.done,driver.reap,driver.read | driver.reap | every frame is handed up
          """)
  void whatIsNotPossibleHasAReason(String changes, String after, String action, String why) {
    RingMachine machine = machine("grain=operations frames=4 " + changes);
    assertThat(machine.refusals(last(machine, after)))
        .filteredOn(r -> r.action().toString().equals(action))
        .extracting(Refusal::reason)
        .containsExactly(why);
  }

  @Test
  void thePictureShowsWhoseSlotsAre() {
    assertThat(picture("grain=operations", "driver.post")).contains("posted").doesNotContain("BAD");
    assertThat(picture("grain=operations", "driver.post,driver.doorbell,bus.doorbell"))
        .contains("OWN", "BAD");
    assertThat(picture("grain=operations", EARLY + ",nic.complete"))
        .contains("not done", "BAD", "HEAD", "TAIL");
    String told = "driver.payload,driver.address,driver.length,driver.doorbell,nic.doorbell:1";
    assertThat(picture("grain=accesses", told)).contains("slot 0, newest").doesNotContain("BAD");
    assertThat(picture("grain=operations", EARLY)).doesNotContain("newest");
    Stage fetched = RoomFixture.picture(ROOM, "grain=accesses", told + ",nic.fetch:0");
    assertThat(labels(fetched, "held")).containsExactly("TAIL = 1", "length 0");
    assertThat(cells(fetched, "held").cells().getLast().tone()).isEqualTo(Tone.BAD);
    assertThat(labels(fetched, "slot0.words")).containsExactly("F0", "address F0", "length F0");
    assertThat(picture("grain=accesses", told + ",nic.fetch:0,nic.address:0")).contains("not done");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          barrier=off | frame 0 | driver.payload,driver.address,driver.length,driver.doorbell,nic.doorbell:1,nic.fetch:1,nic.address:1,nic.dma:1,nic.done | D M M M M M M M M+N M+W
          barrier=off | the length of frame 0 | driver.payload,driver.address,driver.length,driver.doorbell,nic.doorbell:1,nic.fetch:1 | D D D M M M N+M
          barrier=off | doorbell TAIL = 1 | driver.payload,driver.address,driver.length,driver.doorbell,nic.doorbell:1,nic.fetch:0 | D D D D P N N
          barrier=off | the length of frame 0 | driver.payload,driver.address,driver.length,driver.doorbell,nic.doorbell:1,nic.fetch:0 | D D D M M M M
          family=own | the OWN word of frame 0 | driver.payload,driver.address,driver.own,nic.own:1 | D D D M N+M
          dir=rx | frame 0 | nic.write,nic.done,driver.reap:1,driver.read:1 | N M M M D+M
          dir=rx readBarrier=on | the done bit of slot 0 | nic.write,nic.done,driver.reap:1 | - - M D+M
          dir=rx | frame 0 | nic.write,nic.done,driver.reap:1,driver.read:0 | N M M M M
          grain=operations | frame 0 | driver.post,driver.doorbell,bus.doorbell,bus.descriptor:length,bus.descriptor:address,nic.fetch,nic.complete,driver.reap | D M M M M M M M+W M+W
          grain=operations | the address of frame 0 | driver.post,bus.descriptor:length,bus.descriptor:address,driver.doorbell,bus.doorbell,nic.fetch,nic.complete | - B B M M M N+M M
          grain=operations | doorbell TAIL = 1 | driver.post,driver.doorbell,bus.doorbell | - - P N
          grain=operations | the done bit of slot 0 | driver.post,bus.descriptor:length,bus.descriptor:address,driver.doorbell,bus.doorbell,nic.fetch,nic.complete,driver.reap | - - - - - - - M D+M
          grain=operations dir=rx | frame 0 | wire.frame,nic.write,driver.read,nic.done,driver.reap | W N M D+M D+M D+M
          """)
  void whatTheStoryMovesMovesInThePicture(
      String changes, String token, String schedule, String places) {
    Map<String, String> titles =
        Map.of(
            "D",
            "the driver",
            "B",
            "the write buffer",
            "M",
            "host memory",
            "P",
            "PCIe",
            "N",
            "the NIC",
            "W",
            "the wire",
            "-",
            "");
    List<String> expected =
        Stream.of(places.split(" "))
            .map(p -> Stream.of(p.split("\\+")).map(titles::get).sorted().toList().toString())
            .toList();
    assertThat(Whereabouts.of(token, ROOM, changes, schedule))
        .extracting(w -> Stream.of(w.split(" and ")).sorted().toList().toString())
        .isEqualTo(expected);
  }

  private static RingMachine machine(String changes) {
    return (RingMachine) ROOM.scene(ROOM.settings(changes)).machine();
  }

  private static String picture(String changes, String schedule) {
    return RoomFixture.picture(ROOM, changes, schedule).toString();
  }
}
