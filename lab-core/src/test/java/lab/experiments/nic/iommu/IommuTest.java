package lab.experiments.nic.iommu;

import static lab.experiments.RoomFixture.counted;
import static lab.experiments.RoomFixture.explore;
import static lab.experiments.RoomFixture.findings;
import static lab.experiments.RoomFixture.last;
import static lab.experiments.RoomFixture.picture;
import static lab.experiments.RoomFixture.possible;
import static lab.experiments.RoomFixture.refused;
import static lab.experiments.RoomFixture.scheduleOrSafe;
import static lab.experiments.RoomFixture.story;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import lab.experiments.nic.iommu.IommuMachine.Phase;
import lab.experiments.nic.iommu.IommuMachine.State;
import lab.explore.Exploration;
import lab.explore.Replay;
import lab.explore.Schedule;
import lab.room.Findings;
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
            "The NIC reads 64 bytes at 0xf000: it is 0x0100, kernel text, which no entry gives to"
                + " it.");
    assertThat(story(Iommu.ROOM, FIXED, "nic.dma:0xf000"))
        .isEqualTo(
            "The NIC reads 64 bytes at 0xf000: blocked at 0xf000, fault reason 6, no permission to"
                + " read.");
  }

  @ParameterizedTest
  @CsvSource({
    "passthrough, strict, tx, 70, nic.dma:0xf000, safe, safe",
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
    assertThat(story(Iommu.ROOM, PASSTHROUGH, "nic.dma:0x2fc0+128"))
        .endsWith("then it is 0x9000, a process's memory, which no entry gives to it.");
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
    State usb = last(machine(PASSTHROUGH), "usb.dma:0x1000");
    assertThat(usb.last().orElseThrow().stray()).isTrue();
    // The rings may be written too; so may the buffer without an IOMMU, against its direction.
    assertThat(last(machine(FIXED), "nic.write:0x1000").last().orElseThrow().stray()).isFalse();
    State wrong = last(machine(PASSTHROUGH), "kernel.map:0x3000,nic.write:0x3000");
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
        .contains("the IOTLB gives 0xa000, a page given to others, which no entry gives");
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
        .containsExactly("kernel.unmap:0x3000 it is not mapped");
    assertThat(refused(Iommu.ROOM, PASSTHROUGH, "nic.dma:0x1000"))
        .contains("nic.dma:0x1000 " + again);
    assertThat(refused(Iommu.ROOM, PASSTHROUGH, "nic.write:0x1000"))
        .contains("nic.write:0x1000 it has just written there: a second write goes the same way");
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
    assertThat(stage.pieces()).extracting(Piece::key).containsExactly("table", "memory", "last");
    Piece.Row buffer = ((Piece.Table) stage.pieces().getFirst()).rows().get(2);
    assertThat(buffer.cells()).containsExactly("0x3000", "none, awaits flush", "", "0xa000 stale");
    assertThat(buffer.tone()).isEqualTo(Tone.BAD);

    Stage open = picture(Iommu.ROOM, PASSTHROUGH, "nic.dma:0xf000");
    Piece.Cells memory = (Piece.Cells) open.pieces().get(1);
    assertThat(memory.marks()).extracting(Piece.Mark::cell).containsExactly("page.0x0000");
    assertThat(memory.cells().getFirst().tone()).isEqualTo(Tone.BAD);
    assertThat(((Piece.Table) open.pieces().getLast()).rows().getFirst().cells())
        .containsExactly("NIC read 0xf000+64", "not asked", "0x0100 kernel text");
    assertThat(((Piece.Table) open.pieces().getFirst()).rows().get(3).action()).isEmpty();
    Stage start = picture(Iommu.ROOM, FIXED, "");
    assertThat(((Piece.Table) start.pieces().getFirst()).rows())
        .extracting(r -> r.action().orElseThrow())
        .isSubsetOf(possible(machine(FIXED), ""));
  }

  @Test
  void theSentenceUsesWhatWasFoundAndNothingElse() {
    String model = "Passthrough lets 0xf000 reach kernel text in 1 step; on, it faults.";
    assertThat(Iommu.ROOM.sentence(findings(List.of(), List.of()))).isEqualTo(model);
    List<Findings.Counted> strays =
        List.of(
            counted("stray-dma", "iommu=passthrough", 12, 100),
            counted("stray-dma", "iommu=on", 0, 100));
    assertThat(Iommu.ROOM.sentence(findings(strays, List.of(), groups("0"))))
        .isEqualTo(
            model
                + " The software NIC strayed 12 of 100. Behind its table: 0 of 100. This host: no"
                + " IOMMU to be seen.");
    assertThat(Iommu.ROOM.sentence(findings(List.of(), List.of(), groups("14"))))
        .endsWith("IOMMU active, groups: 14.");
  }

  private static IommuMachine machine(String settings) {
    return (IommuMachine) Iommu.ROOM.scene(Iommu.ROOM.settings(settings)).machine();
  }

  private static List<Findings.Value> groups(String n) {
    return List.of(new Findings.Value("stray-dma", "iommu-groups", n));
  }
}
