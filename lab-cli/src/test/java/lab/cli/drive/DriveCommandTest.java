package lab.cli.drive;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.stream.Stream;
import lab.catalog.Catalog;
import lab.cli.Ran;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

final class DriveCommandTest {

  /** A later step mends nothing that was broken, and takes back nothing that was reached. */
  @Test
  void whatWasBrokenOrReachedStaysSo() {
    String drive = "--do=nic.dma:0xf000,nic.dma:0x4000";
    String out = Ran.lab(Catalog.lab(), "", "drive", "iommu", drive).out();
    assertThat(out).contains("X BROKEN  stray-dma", "* reached ring-access");
    String before = Ran.lab(Catalog.lab(), "", "drive", "iommu", "--do=nic.dma:0x4000").out();
    assertThat(before).contains(". holds   stray-dma", "* reached ring-access");
  }

  @Test
  void aScheduleIsToldStepByStep() {
    Ran ran = Ran.lab("drive", "counter", "--do=t1.read,t2.read,t1.write,t2.write");
    assertThat(ran.code()).isZero();
    assertThat(ran.out())
        .contains(
            """
            step 1  t1.read
              t1 reads 0.

            Memory
            +----+
            |+ 0 |
            +----+
             ^counter

            Threads
              thread  register  state
              ------  --------  --------
            # t1      0*        running
            = t2      -         running
            """,
            """
            Timeline
                t1                      t2
                ----------------------  ----------------------
             1  # read
             2                          = read
             3  # write
             4>                         X write
            """,
            "X BROKEN  no-lost-update:",
            "No step is possible from here.");
    assertThat(ran.lines()).allMatch(l -> l.length() <= 80);
  }

  @Test
  void jsonHasTheFieldsOfTheContract() {
    JsonNode drive = Ran.lab("drive", "counter", "--do=t1.read,t2.read", "--json").json();
    assertThat(drive.propertyNames()).startsWith("id", "settings", "do", "frames");
    assertThat(drive.get("do").asString()).isEqualTo("t1.read,t2.read");
    assertThat(drive.get("frames")).hasSize(3);
    JsonNode first = drive.get("frames").get(0);
    assertThat(first.propertyNames())
        .startsWith("action", "story", "changed", "stage", "actions", "refused", "claims");
    assertThat(first.get("action").isNull()).isTrue();
    assertThat(first.get("actions").toString()).isEqualTo("[\"t1.read\",\"t2.read\"]");
    JsonNode second = drive.get("frames").get(1);
    assertThat(second.get("action").asString()).isEqualTo("t1.read");
    assertThat(second.get("story").asString()).isEqualTo("t1 reads 0.");
    assertThat(second.get("changed").toString()).isEqualTo("[\"threads/t1/1\"]");
    assertThat(second.get("stage").get("pieces").get(0).get("type").asString()).isEqualTo("cells");
    JsonNode claim = second.get("claims").get(0);
    assertThat(claim.propertyNames()).startsWith("name", "holds");
    assertThat(claim.get("holds").asBoolean()).isTrue();
    JsonNode beats = second.get("claims").get(4);
    assertThat(beats.get("holds").isNull()).as("costs are no matter of one state").isTrue();
  }

  @Test
  void jsonWithoutAScheduleShowsTheStart() {
    Ran ran = Ran.typing("t1.read\n", "drive", "counter", "--json");
    assertThat(ran.json().get("frames")).hasSize(1);
  }

  @Test
  void linesAreReadUntilTheyEnd() {
    Ran ran = Ran.typing("t1.read\n2\nundo\nredo\njump 0\n", "drive", "counter");
    assertThat(ran.code()).isZero();
    assertThat(ran.out())
        .contains("t1 reads 0.", "t2 reads 0.", "Took back t2.read", "Back at the start.");
    assertThat(ran.lines().getLast()).isEqualTo("To come back here: lab drive counter");
    assertThat(ran.err()).isEmpty();
  }

  @Test
  void aLineThatMakesNoSenseIsAnsweredAndTheSessionGoesOn() {
    Ran ran =
        Ran.typing(
            """
            udno
            t9.read
            7
            jump x
            jump 3
            set mode
            set mode=x
            redo
            a.b.c,d

            t1.read
            quit
            t2.read
            """,
            "drive",
            "counter");
    assertThat(ran.code()).isZero();
    assertThat(ran.out())
        .contains(
            "\"udno\" is neither an action nor a command; did you mean undo?",
            "\"t9.read\" is not possible; possible now: t1.read t2.read",
            "there are 2 steps to choose from (got 7)",
            "jump wants the number of a step",
            "step is 0..0 (got 3)",
            "set wants NAME=VALUE; the controls are mode=plain",
            "mode is one of plain, atomic (got x)",
            "nothing to redo",
            "is no verb of an action",
            "To come back here: lab drive counter --do=t1.read");
    assertThat(ran.out()).doesNotContain("t2 reads 0.\n\ncounter");
    assertThat(ran.lines()).allMatch(l -> l.length() <= 80);
  }

  @Test
  void whatIsNotPossibleIsShownWithItsReason() {
    String screen = Ran.typing("a.take:k0\nb.take:k0\n", "drive", "two-doors", "--fixed").out();
    assertThat(screen)
        .contains(
            "  -  b.take:k0  not possible: a has that key",
            "\"b.take:k0\" is not possible (a has that key); possible now: a.take:k1");
    JsonNode frames =
        JsonMapper.shared()
            .readTree(Ran.lab("drive", "two-doors", "--fixed", "--do=a.take:k0", "--json").out())
            .path("frames");
    assertThat(frames.get(0).path("refused")).isEmpty();
    assertThat(frames.get(1).path("refused").toString())
        .isEqualTo("[{\"action\":\"b.take:k0\",\"reason\":\"a has that key\"}]");
  }

  @Test
  void everyVerbOfTheHelpIsPossible() {
    String atStart = Ran.typing("help\n", "drive", "counter").out();
    assertThat(atStart).contains("hint:", "fix:").doesNotContain("undo:", "redo:", "jump N:");
    String later = Ran.typing("1\n1\nundo\nhelp\n", "drive", "counter").out();
    assertThat(later).contains("undo:", "redo:", "jump N:");
    String fixed = Ran.typing("1\n1\nhelp\n", "drive", "counter", "--fixed").out();
    assertThat(fixed).doesNotContain("fix:", "ACTION or its number", "redo:");
  }

  @Test
  void thePictureCanBeSpoken() {
    assertThat(Ran.typing("1\nsay\ntimeline\ncontrols\n", "drive", "counter").lines())
        .contains(
            "Cell 1 of 1: 0, ok, counter is here.",
            "thread t1, register 0, state running, first actor.",
            " 1> # read",
            "mode=plain (plain|atomic)");
  }

  @Test
  void keysNeverCollide() {
    assertThat(Stream.of(0, 8, 9, 34).map(Keys::of).map(Optional::get))
        .containsExactly("1", "9", "A", "Z");
    assertThat(Keys.of(Keys.COUNT)).isEmpty();
    for (int i = 0; i < Keys.COUNT; i++) {
      assertThat(Keys.place(Keys.of(i).orElseThrow().charAt(0))).isEqualTo(i);
    }
    assertThat(Keys.place('u')).isEqualTo(-1);
  }
}
