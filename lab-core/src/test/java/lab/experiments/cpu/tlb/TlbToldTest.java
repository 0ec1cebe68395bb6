package lab.experiments.cpu.tlb;

import static lab.experiments.RoomFixture.findings;
import static lab.experiments.RoomFixture.labels;
import static lab.experiments.RoomFixture.measured;
import static lab.experiments.RoomFixture.picture;
import static lab.experiments.RoomFixture.stories;
import static lab.experiments.RoomFixture.story;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import lab.experiments.Whereabouts;
import lab.room.Findings;
import lab.stage.Click;
import lab.stage.Piece;
import lab.stage.Stage;
import lab.stage.Tone;
import org.junit.jupiter.api.Test;

/** What a person reads and sees. */
class TlbToldTest {
  private static final String STALE =
      "processA.access:0,kernel.switch,kernel.take,processB.access:0,kernel.switch,"
          + "processA.access:0";

  @Test
  void theStoriesSayWhoKnewAndWhatItCost() {
    assertThat(stories(Tlb.ROOM, "", STALE))
        .containsExactly(
            "Process A reads page 0: not in the TLB, so the walk loads PGD 254, PUD 237, PMD 1 and"
                + " PTE 0; frame 0, 100 cycles.",
            "Process B runs now: the TLB keeps what it has, for entries name their process.",
            "The kernel takes page 0 of process A: its entry is gone, frame 0 is free; the TLB"
                + " still has it.",
            "Process B reads page 0: not in the TLB, so the walk loads PGD 254, which leads"
                + " nowhere: a page fault. The kernel maps frame 0, which it has just freed; the"
                + " access is to be repeated.",
            "Process A runs now: the TLB keeps what it has, for entries name their process.",
            "Process A reads page 0: the TLB has it; frame 0, 1 cycle. The table does not lead"
                + " there: it is process B's page now.");
    assertThat(story(Tlb.ROOM, "invlpg=on access=store", "processA.access:0,kernel.take"))
        .isEqualTo(
            "The kernel takes page 0 of process A (D is set, so it is written to disk first): its"
                + " entry is gone, frame 0 is free, and INVLPG removes it from the TLB.");
    assertThat(story(Tlb.ROOM, "huge=on", "kernel.take"))
        .isEqualTo(
            "The kernel takes the 2 MiB of process A: its entry is gone, frame 0 is free; no TLB"
                + " has it.");
    assertThat(story(Tlb.ROOM, "entries=1", "processA.access:0,processA.access:1"))
        .endsWith("PTE 1; frame 1, 100 cycles; page 0 of A makes room.");
    assertThat(
            story(
                Tlb.ROOM,
                "second=2 entries=1",
                "processA.access:0,processA.access:1," + "processA.access:0"))
        .isEqualTo(
            "Process A reads page 0: the second TLB has it; frame 0, 8 cycles; page 1 of A makes"
                + " room.");
    assertThat(story(Tlb.ROOM, "host=4k huge=on load=1", "processA.access:2"))
        .isEqualTo(
            "Process A reads page 2: not in the TLB, so the walk loads PGD 254, PUD 237 and PMD 1,"
                + " and 16 entries of the host's; frame 0, 19 cycles.");
    assertThat(
            stories(
                Tlb.ROOM,
                "pcid=off",
                "kernel.switch,kernel.switch,processA.access:0," + "kernel.switch"))
        .contains(
            "Process B runs now: the TLB is empty as it was.",
            "Process B runs now: the new CR3 empties the TLB.");
  }

  @Test
  void thePictureShowsWhoHasWhat() {
    Stage start = picture(Tlb.ROOM, "", "");
    assertThat(start.unplaced()).extracting(Piece::key).containsExactly("figures");
    assertThat(labels(start, "entries")).containsExactly("·", "·", "·");
    Stage after = picture(Tlb.ROOM, "", "processA.access:0,processA.access:2");
    assertThat(labels(after, "entries"))
        .containsExactly("page 2 of A: frame 2", "page 0 of A: frame 0", "·");
    assertThat(labels(after, "frames")).containsExactly("0: A's", "1: A's", "2: A's", "3: A's");
    Piece.Links walk = (Piece.Links) after.piece("walk").orElseThrow();
    assertThat(walk.nodes())
        .extracting(Piece.Node::label)
        .containsExactly("PGD 254", "PUD 237", "PMD 1", "PTE 2", "frame 2");
    Piece.Cells pages = (Piece.Cells) after.piece("pagesA").orElseThrow();
    assertThat(pages.cells().get(1).click()).contains(new Click.Step("processA.access:1"));
    Piece.Figures figures = (Piece.Figures) after.piece("figures").orElseThrow();
    assertThat(figures.figures())
        .extracting(Piece.Figure::value)
        .containsExactly(2.0, 0.0, 4.0, 100.0);
  }

  /** Of no access none was a hit, which is no rate of 0 percent; nor is there a last cost. */
  @Test
  void beforeTheFirstAccessThereIsNoHitRate() {
    assertThat(figures("")).containsExactly("accesses");
    assertThat(figures("kernel.switch,processB.access:0"))
        .as("a fault is no access, and its walk has loads")
        .containsExactly("accesses", "loads", "cost");
    assertThat(figures("processA.access:0,kernel.switch")).containsExactly("accesses", "rate");
  }

  private static List<String> figures(String schedule) {
    Piece.Figures figures =
        (Piece.Figures) picture(Tlb.ROOM, "", schedule).piece("figures").orElseThrow();
    return figures.figures().stream().map(Piece.Figure::key).toList();
  }

  @Test
  void whatTheWalkerKeepsIsSeen() {
    assertThat(picture(Tlb.ROOM, "", "processA.access:0").piece("upper")).isEmpty();
    assertThat(labels(picture(Tlb.ROOM, "tables=4", "processA.access:0"), "upper"))
        .containsExactly("PMD 1 of A", "PUD 237 of A", "PGD 254 of A", "·");
    assertThat(
            labels(
                picture(Tlb.ROOM, "tables=4 invlpg=on", "processA.access:0,kernel.take"), "upper"))
        .as("INVLPG drops them too")
        .containsOnly("·");
  }

  @Test
  void anOldTranslationIsSeen() {
    Stage stage = picture(Tlb.ROOM, "", STALE);
    Piece.Cells frames = (Piece.Cells) stage.piece("frames").orElseThrow();
    assertThat(frames.cells().getFirst().label()).isEqualTo("0: B's");
    assertThat(frames.cells().getFirst().tone()).isEqualTo(Tone.BAD);
    Piece.Cells entries = (Piece.Cells) stage.piece("entries").orElseThrow();
    assertThat(entries.cells().getFirst().tone()).isEqualTo(Tone.WARN);
    Piece.Links walk = (Piece.Links) stage.piece("walk").orElseThrow();
    assertThat(walk.nodes().getLast().tone()).isEqualTo(Tone.BAD);
  }

  @Test
  void theWalkStandsWhereItEnded() {
    assertThat(Whereabouts.of("the walk", Tlb.ROOM, "", "kernel.take,processA.access:0*2"))
        .last()
        .isEqualTo("the walk");
  }

  @Test
  void worldsAreToldInWords() {
    assertThat(Tlb.ROOM.world(Tlb.ROOM.settings("entries=1 pages=1 host=4k")))
        .isEqualTo(
            "one core, a TLB of 1 entry, a process with 1 page of 4 KiB, one with 1, 8 accesses,"
                + " under a hypervisor");
  }

  @Test
  void theSentenceUsesWhatWasFound() {
    String model =
        "Model: 3 rounds of 4 pages through 3 entries are 48 loads of tables, 3 in a page of 2"
            + " MiB; without INVLPG another process's page is read in 6 steps.";
    assertThat(Tlb.ROOM.sentence(findings(List.of(), List.of()))).isEqualTo(model);
    assertThat(said(3.3))
        .isEqualTo(
            model
                + HERE
                + " In huge pages these 256 take 3.3 ns: the"
                + " reach did not grow, as where a hypervisor maps its guest by smaller pages.");
    assertThat(said(1.5)).endsWith("take 1.5 ns: the reach grew with the page.");
  }

  private static final String HERE =
      " Here a load takes 1.4 ns if 16 pages are used, 3.5 if 256 are, 1.5 with the 256 lines"
          + " packed.";

  private static String said(double huge) {
    Findings found =
        findings(
            List.of(),
            List.of(
                measured("fits-beats-spills", TlbEvidence.APART + ", pages=16", 1.4),
                measured("fits-beats-spills", TlbEvidence.APART + ", pages=256", 3.5),
                measured("fits-beats-spills", TlbEvidence.PACKED + ", pages=256", 1.5),
                measured("huge-beats-base", TlbEvidence.HUGE, huge)));
    return Tlb.ROOM.sentence(found);
  }
}
