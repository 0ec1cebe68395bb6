package lab.experiments.nic.iommu;

import static lab.experiments.RoomFixture.counted;
import static lab.experiments.RoomFixture.explore;
import static lab.experiments.RoomFixture.findings;
import static lab.experiments.RoomFixture.last;
import static lab.experiments.RoomFixture.picture;
import static lab.experiments.RoomFixture.possible;
import static lab.experiments.RoomFixture.refused;
import static lab.experiments.RoomFixture.scheduleOrSafe;
import static lab.experiments.RoomFixture.stories;
import static lab.experiments.RoomFixture.story;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import lab.experiments.Whereabouts;
import lab.experiments.nic.iommu.IommuMachine.Phase;
import lab.experiments.nic.iommu.IommuMachine.State;
import lab.explore.Exploration;
import lab.explore.Replay;
import lab.explore.Schedule;
import lab.room.Findings;
import lab.room.Live;
import lab.room.NoEvidence;
import lab.stage.Piece;
import lab.stage.Stage;
import lab.stage.Tone;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IommuTest {
  private static final String PASSTHROUGH = "iommu=passthrough";
  private static final String FIXED = "iommu=on";
  private static final String LAZY = "iommu=on invalidation=lazy";

  @Test
  void aStrayAddressReachesKernelTextOrFaults() {
    assertThat(story(Iommu.ROOM, PASSTHROUGH, "nic.dma:0xf000"))
        .isEqualTo(
            "The NIC reads 64 bytes at 0xf000: untranslated it is 0xf000, kernel text, which is not"
                + " given to it.");
    assertThat(story(Iommu.ROOM, FIXED, "nic.dma:0xf000"))
        .isEqualTo(
            "The NIC reads 64 bytes at 0xf000: blocked at 0xf000, fault reason 6, no permission to"
                + " read.");
  }

  /** Issue 11, point 5: whoever does not look does not translate. */
  @Test
  void anAddressThatNobodyTranslatesIsItself() {
    IommuMachine machine = machine(PASSTHROUGH);
    int answered = 0;
    for (Access access : Access.all(false)) {
      String schedule = "kernel.map:0xa000," + access.action();
      for (Transfer.Part part : last(machine, schedule).last().orElseThrow().parts()) {
        if (!part.blocked()) {
          assertThat(part.physical()).as(access.toString()).isEqualTo(part.address());
          answered++;
        }
      }
    }
    assertThat(answered).isGreaterThan(Access.all(false).size() / 2);
  }

  /** The driver gives what mapping gave to it, and reaches what it should with it. */
  @Test
  void whatTheDriverTellsTheNicLeadsToItsRingsEitherWay() {
    for (boolean on : new boolean[] {true, false}) {
      String settings = on ? FIXED : PASSTHROUGH;
      for (int ring : new int[] {Memory.RX_RING, Memory.TX_RING}) {
        String told = Memory.address(Memory.toldRing(on, ring));
        Transfer done = last(machine(settings), "nic.dma:" + told).last().orElseThrow();
        assertThat(done.touched(Memory.ring(ring))).isTrue();
        assertThat(done.stray()).isFalse();
      }
    }
    assertThat(story(Iommu.ROOM, PASSTHROUGH, "nic.dma:0x1000"))
        .isEqualTo(
            "The NIC reads 64 bytes at 0x1000: untranslated it is 0x1000, a process's memory, which"
                + " is not given to it.");
  }

  @Test
  void withoutATableWhatIsTakenBackIsOpenForEver() {
    assertThat(stories(Iommu.ROOM, PASSTHROUGH, "kernel.map:0xa000,kernel.unmap:0xa000"))
        .containsExactly(
            "The kernel gives the NIC the physical address 0xa000: the NIC may read it, and nobody"
                + " looks.",
            "The kernel takes 0xa000 back, and others get the page; nothing keeps the NIC from"
                + " it.");
    assertThat(
            story(Iommu.ROOM, PASSTHROUGH, "kernel.map:0xa000,kernel.unmap:0xa000,nic.dma:0xa000"))
        .endsWith("untranslated it is 0xa000, a page given to others, which is not given to it.");
    assertThat(possible(machine(PASSTHROUGH), "kernel.map:0xa000,kernel.unmap:0xa000"))
        .contains("kernel.map:0xb000");
    assertThat(story(Iommu.ROOM, PASSTHROUGH, "nic.dma:0x10000"))
        .isEqualTo(
            "The NIC reads 64 bytes at 0x10000: at 0x10000 there is no memory, and nobody"
                + " answers.");
    assertThat(refused(Iommu.ROOM, PASSTHROUGH, "nic.dma:0x10000"))
        .contains("nic.dma:0x10000 nothing has just answered there, and nothing would again");
  }

  @ParameterizedTest
  @CsvSource({
    "passthrough, strict, tx, 80, nic.dma:0xf000, 'kernel.map:0xa000,kernel.unmap:0xa000', safe",
    "on, strict, tx, 605, safe, safe, safe",
    "on, strict, rx, 605, safe, safe, safe",
    "on, lazy, tx, 599, 'kernel.map:0x3000,nic.dma:0x3000,kernel.unmap:0x3000,nic.dma:0x3000',"
        + " 'kernel.map:0x3000,nic.dma:0x3000,kernel.unmap:0x3000', safe",
    "on, never, tx, 725, 'kernel.map:0x3000,nic.dma:0x3000,kernel.unmap:0x3000,nic.dma:0x3000',"
        + " 'kernel.map:0x3000,nic.dma:0x3000,kernel.unmap:0x3000',"
        + " 'kernel.map:0x3000,nic.dma:0x3000,kernel.unmap:0x3000,kernel.map:0x3000'",
    "on, never, rx, 725, 'kernel.map:0x3000,nic.write:0x3000,kernel.unmap:0x3000,nic.write:0x3000',"
        + " 'kernel.map:0x3000,nic.write:0x3000,kernel.unmap:0x3000',"
        + " 'kernel.map:0x3000,nic.write:0x3000,kernel.unmap:0x3000,kernel.map:0x3000'",
  })
  void everySettingIsExhausted(
      String iommu,
      String invalidation,
      String buffer,
      long states,
      String stray,
      String window,
      String reuse) {
    Exploration found =
        explore(
            Iommu.ROOM,
            "iommu=%s invalidation=%s buffer=%s".formatted(iommu, invalidation, buffer));
    assertThat(found.complete()).isTrue();
    assertThat(found.states()).isEqualTo(states);
    assertThat(scheduleOrSafe(found, "stray-dma")).isEqualTo(stray);
    assertThat(scheduleOrSafe(found, "open-window")).isEqualTo(window);
    assertThat(scheduleOrSafe(found, "stale-reuse")).isEqualTo(reuse);
    assertThat(found.answer("ring-access").outcome().word()).isEqualTo("reached");
    assertThat(found.answer("buffer-access").outcome().word()).isEqualTo("reached");
  }

  @Test
  void anAccessIsDecidedPageByPage() {
    assertThat(story(Iommu.ROOM, FIXED, "nic.dma:0x1fc0+128"))
        .isEqualTo(
            "The NIC reads 128 bytes at 0x1fc0: the page table gives 0x4fc0, RX ring; then the"
                + " page table gives 0x8000, TX ring.");
    assertThat(story(Iommu.ROOM, FIXED, "nic.dma:0x2fc0+128"))
        .isEqualTo(
            "The NIC reads 128 bytes at 0x2fc0: the page table gives 0x8fc0, TX ring; then blocked"
                + " at 0x3000, fault reason 6, no permission to read.");
    assertThat(story(Iommu.ROOM, FIXED, "kernel.map:0x3000,nic.dma:0x2fc0+128"))
        .contains("0xa000, packet buffer");
    assertThat(story(Iommu.ROOM, PASSTHROUGH, "nic.dma:0x8fc0+128"))
        .endsWith("then untranslated it is 0x9000, a process's memory, which is not given to it.");
    assertThat(story(Iommu.ROOM, FIXED, "nic.dma:0x10000"))
        .contains("fault reason 4, beyond the width");
    assertThat(last(machine(FIXED), "nic.dma:0xffc0+128").last().orElseThrow().parts()).hasSize(1);
  }

  @Test
  void wrongDirectionAndWrongRequesterAreBlockedWithTheirReasons() {
    assertThat(story(Iommu.ROOM, FIXED, "kernel.map:0x3000,nic.write:0x3000"))
        .contains("fault reason 5, no permission to write");
    assertThat(story(Iommu.ROOM, "iommu=on buffer=rx", "kernel.map:0x3000,nic.dma:0x3000"))
        .contains("fault reason 6, no permission to read");
    assertThat(story(Iommu.ROOM, FIXED, "usb.dma:0x1000"))
        .contains("fault reason 2, no context entry for this requester");
    State usb = last(machine(PASSTHROUGH), "usb.dma:0x4000");
    assertThat(usb.last().orElseThrow().stray()).isTrue();
    // The rings may be written too; so may the buffer without an IOMMU, against its direction.
    assertThat(last(machine(FIXED), "nic.write:0x1000").last().orElseThrow().stray()).isFalse();
    State wrong = last(machine(PASSTHROUGH), "kernel.map:0xa000,nic.write:0xa000");
    assertThat(wrong.last().orElseThrow().stray()).isTrue();
  }

  @Test
  void strictUnmapReturnsWhenTheIotlbIsEmptyAndLazyBefore() {
    String used = "kernel.map:0x3000,nic.dma:0x3000,kernel.unmap:0x3000";
    State waiting = last(machine(FIXED), used + ",nic.dma:0x3000");
    assertThat(waiting.phase()).isEqualTo(Phase.INVALIDATING);
    // The cached translation still works, but the page is nobody else's yet.
    assertThat(waiting.last().orElseThrow().stray()).isFalse();
    assertThat(story(Iommu.ROOM, FIXED, used + ",kernel.invalidate,nic.dma:0x3000"))
        .contains("blocked");

    assertThat(last(machine(LAZY), used).phase()).isEqualTo(Phase.QUEUED);
    assertThat(story(Iommu.ROOM, LAZY, used + ",nic.dma:0x3000"))
        .contains("the IOTLB gives 0xa000, a page given to others, which is not given");
    assertThat(Replay.run(machine(LAZY), Schedule.parse(used + ",kernel.map:0x3000")).refusal())
        .isPresent();
    assertThat(story(Iommu.ROOM, LAZY, used + ",kernel.flush")).contains("the window closes");
    assertThat(story(Iommu.ROOM, LAZY, used + ",kernel.flush,nic.dma:0x3000")).contains("blocked");
  }

  @Test
  void aNewMappingWithoutInvalidationReadsTheOldPage() {
    String reused =
        "kernel.map:0x3000,nic.dma:0x3000,kernel.unmap:0x3000,kernel.map:0x3000,nic.dma:0x3000";
    assertThat(story(Iommu.ROOM, "iommu=on invalidation=never", reused))
        .contains("the IOTLB gives 0xa000");
    assertThat(
            story(
                Iommu.ROOM,
                FIXED,
                reused.replace("3000,kernel.map", "3000,kernel.invalidate,kernel.map")))
        .contains("the page table gives 0xb000, packet buffer");
  }

  @Test
  void anAccessOnceMoreIsRefusedUntilSomethingHasHappened() {
    String again = "it has just read there: a second read finds the same";
    assertThat(refused(Iommu.ROOM, PASSTHROUGH, ""))
        .containsExactly("kernel.unmap:0xa000 it is not mapped");
    assertThat(refused(Iommu.ROOM, PASSTHROUGH, "nic.dma:0x4000"))
        .contains("nic.dma:0x4000 " + again);
    assertThat(refused(Iommu.ROOM, PASSTHROUGH, "nic.write:0x4000"))
        .contains("nic.write:0x4000 it has just written there: a second write goes the same way");
    assertThat(refused(Iommu.ROOM, FIXED, "nic.dma:0xf000"))
        .contains("nic.dma:0xf000 it has just been blocked there: a second try would be too");
    // The second read is another, for the IOTLB answers; so is one after another access.
    assertThat(refused(Iommu.ROOM, FIXED, "nic.dma:0x1000")).noneMatch(r -> r.startsWith("nic."));
    assertThat(refused(Iommu.ROOM, FIXED, "nic.dma:0x1000*2")).contains("nic.dma:0x1000 " + again);
    assertThat(refused(Iommu.ROOM, FIXED, "nic.dma:0x1000*2,nic.dma:0x2000"))
        .noneMatch(r -> r.startsWith("nic."));
  }

  @Test
  void theKernelsOrderIsTold() {
    assertThat(refused(Iommu.ROOM, FIXED, "kernel.map:0x3000"))
        .containsExactly(
            "kernel.map:0x3000 it is mapped already", "kernel.invalidate no unmap waits for it");
    assertThat(refused(Iommu.ROOM, FIXED, "kernel.map:0x3000,kernel.unmap:0x3000"))
        .containsExactly(
            "kernel.map:0x3000 its unmap waits for the IOTLB",
            "kernel.unmap:0x3000 it is not mapped");
    assertThat(refused(Iommu.ROOM, LAZY, "kernel.map:0x3000"))
        .containsExactly(
            "kernel.map:0x3000 it is mapped already", "kernel.flush the flush queue is empty");
    assertThat(refused(Iommu.ROOM, LAZY, "kernel.map:0x3000,kernel.unmap:0x3000"))
        .contains("kernel.map:0x3000 the IOVA waits for a flush");
  }

  @Test
  void thePictureShowsTheTableMemoryAndTheDecision() {
    Stage stage = picture(Iommu.ROOM, LAZY, "kernel.map:0x3000,nic.dma:0x3000,kernel.unmap:0x3000");
    Piece.Row buffer = table(stage).rows().get(2);
    assertThat(buffer.cells()).containsExactly("0x3000", "none, awaits flush", "0xa000 stale");
    assertThat(buffer.tone()).isEqualTo(Tone.BAD);

    Stage open = picture(Iommu.ROOM, PASSTHROUGH, "nic.dma:0xf000");
    Piece.Cell page = cells(open, "memory").getLast();
    assertThat(page.label()).isEqualTo("0xf000 kernel text");
    assertThat(page.tone()).isEqualTo(Tone.BAD);
    assertThat(cells(open, "answer")).extracting(Piece.Cell::label).containsExactly("not asked");
    assertThat(table(open).rows())
        .extracting(r -> r.cells().getFirst())
        .containsExactly("0x4000", "0x8000", "0xa000", "others");
    Stage blocked = picture(Iommu.ROOM, FIXED, "nic.dma:0x2fc0+128");
    assertThat(cells(blocked, "answer"))
        .extracting(Piece.Cell::label)
        .containsExactly("ALLOW", "BLOCK 6: no permission to read");
  }

  /** A click on an address makes the NIC access it, unless it just has. */
  @Test
  void theAddressesAreWhatIsClicked() {
    List<Piece.Cell> start = cells(picture(Iommu.ROOM, FIXED, ""), "device");
    assertThat(start).extracting(Piece.Cell::label).contains("0x1000", "0xf000").hasSize(5);
    assertThat(start)
        .extracting(c -> c.click().orElseThrow().text())
        .isSubsetOf(possible(machine(FIXED), ""));
    assertThat(cells(picture(Iommu.ROOM, PASSTHROUGH, "nic.dma:0xf000"), "device"))
        .filteredOn(c -> c.label().equals("0xf000"))
        .allMatch(c -> c.click().isEmpty());
    assertThat(cells(picture(Iommu.ROOM, "iommu=on buffer=rx", ""), "device"))
        .extracting(Piece.Cell::label)
        .contains("write 0x3000");
  }

  /** An access comes as far as it may: it is stopped at the table, or in memory. */
  @Test
  void anAccessIsStoppedAtTheTableOrReachesMemory() {
    assertThat(
            Whereabouts.of(
                "the read of 0x3000",
                Iommu.ROOM,
                LAZY,
                "nic.dma:0x3000,kernel.map:0x3000,nic.dma:0x3000,kernel.unmap:0x3000,"
                    + "nic.dma:0x3000,kernel.flush,nic.dma:0x3000"))
        .containsExactly(
            "the NIC",
            "the NIC and the IOMMU",
            "the NIC",
            "the NIC and memory",
            "the NIC",
            "the NIC and memory",
            "the NIC",
            "the NIC and the IOMMU");
    assertThat(Whereabouts.of("the read of 0xf000", Iommu.ROOM, PASSTHROUGH, "nic.dma:0xf000"))
        .containsExactly("the NIC", "the NIC and memory");
    String both = "nic.dma:0x2fc0+128";
    assertThat(Whereabouts.of("the read of 0x2fc0", Iommu.ROOM, FIXED, both))
        .containsExactly("", "the IOMMU and memory");
    assertThat(Whereabouts.of("USB's read of 0x1000", Iommu.ROOM, FIXED, "usb.dma:0x1000"))
        .containsExactly("", "the IOMMU");
    // Where nobody is, nothing arrives, and nobody stops it.
    assertThat(Whereabouts.of("the read of 0x10000", Iommu.ROOM, PASSTHROUGH, "nic.dma:0x10000"))
        .containsExactly("", "");
  }

  private static Piece.Table table(Stage stage) {
    return (Piece.Table) stage.piece("table").orElseThrow();
  }

  private static List<Piece.Cell> cells(Stage stage, String piece) {
    return ((Piece.Cells) stage.piece(piece).orElseThrow()).cells();
  }

  @Test
  void theSentenceUsesWhatWasFoundAndNothingElse() {
    String model =
        "In the model 0xf000 reaches kernel text in 1 step if nobody translates; behind the table"
            + " it faults.";
    assertThat(Iommu.ROOM.sentence(findings(List.of(), List.of()))).isEqualTo(model);
    List<Findings.Value> values =
        List.of(
            value("strays, passthrough", "12 of 13 wrong addresses"),
            value("strays, on", "0 of 14 wrong addresses"),
            value("iommu-groups", "0"));
    List<Findings.Counted> window =
        List.of(counted("open-window", "iommu=on invalidation=lazy", 64, 64));
    assertThat(Iommu.ROOM.sentence(findings(window, List.of(), values)))
        .isEqualTo(
            model
                + " Told to stray, the lab's own NIC read 12 of 13 wrong addresses. Behind its"
                + " table it read 0 of 14 wrong addresses. After a lazy unmap QEMU's VT-d let its"
                + " card in 64 of 64. This host: no IOMMU to be seen.");
    assertThat(
            Iommu.ROOM.sentence(
                findings(List.of(), List.of(), List.of(value("iommu-groups", "14")))))
        .endsWith("IOMMU active, groups: 14.");
  }

  /** A NIC that is told to stray confirms nothing: values, which no verdict is made of. */
  @Test
  void theLabsOwnNicMakesNoVerdict() {
    assertThat(Iommu.ROOM.evidence())
        .filteredOn(e -> e instanceof Live && e.claim().equals("stray-dma"))
        .hasSize(2)
        .allMatch(e -> ((Live) e).outcomes().isEmpty() && e.analogue().isPresent());
  }

  /** No verdict at all would say that the model claims nothing. */
  @Test
  void thatNoCardCanBeAskedIsSaid() {
    assertThat(Iommu.ROOM.evidence())
        .anyMatch(e -> e instanceof NoEvidence none && none.claim().equals("stray-dma"));
  }

  @Test
  void aProofNamesItsWorld() {
    assertThat(Iommu.ROOM.world(Iommu.ROOM.settings(FIXED)))
        .isEqualTo(
            "16 pages of memory, two rings, one buffer that uses two pages in turn, and 13 accesses"
                + " that a NIC and a USB controller try");
  }

  private static IommuMachine machine(String settings) {
    return (IommuMachine) Iommu.ROOM.scene(Iommu.ROOM.settings(settings)).machine();
  }

  private static Findings.Value value(String name, String text) {
    return new Findings.Value("stray-dma", name, text);
  }
}
