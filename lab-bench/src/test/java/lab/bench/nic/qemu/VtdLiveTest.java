package lab.bench.nic.qemu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import lab.bench.harness.LiveAnswers;
import lab.concurrent.nic.DmaAccess;
import lab.concurrent.nic.Invalidation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class VtdLiveTest {
  private static final Map<Invalidation, IommuTranscript.Seen> SEEN =
      new EnumMap<>(Invalidation.class);

  @ParameterizedTest
  @EnumSource
  void theSoftwareIommuDoesWhatQemusVtdDoes(Invalidation invalidation) throws IOException {
    assumeTrue(QemuLive.program().isPresent(), "there is no " + QemuLive.PROGRAM);
    IommuTranscript.Seen theirs = reference(invalidation);
    IommuTranscript.Seen ours = ours(new SoftSide(invalidation));
    assertThat(ours.lines()).isEqualTo(theirs.lines());
  }

  /** Without QEMU too: the list has what it must have, and tells policies apart. */
  @ParameterizedTest
  @CsvSource({
    "STRICT, 'unmapped: on the wire nothing'",
    "LAZY, 'unmapped: on the wire a1*60'",
    "NONE, 'unmapped: on the wire a1*60'",
    "STRICT, 'unmapped, then mapped to another page: on the wire b2*60'",
    "LAZY, 'unmapped, then mapped to another page: on the wire a1*60'",
    "LAZY, '255 unmapped: on the wire a1*60'",
    "LAZY, '256 unmapped: on the wire nothing'",
    "NONE, '256 unmapped: on the wire a1*60'",
    "STRICT, 'received after unmap: the page holds 52*60'",
    "LAZY, 'received after unmap: the page holds 54*60'",
    "NONE, 'unmapped and all invalidated: on the wire nothing, 1 reported, fault: 00:05.0 reads'",
    "LAZY, 'mapped to another page, not invalidated: on the wire a1*60'",
    "LAZY, 'and invalidated: on the wire b2*60'",
  })
  void theTranscriptHasTheRules(Invalidation invalidation, String start) {
    assertThat(ours(new SoftSide(invalidation)).lines()).anyMatch(line -> line.startsWith(start));
  }

  /** What QEMU's card does not say: see {@link IommuTranscript}. */
  @Test
  void ourCardReportsEveryRefusal() {
    assertThat(ours(new SoftSide(Invalidation.STRICT)).apart())
        .extracting(IommuTranscript.Apart::seen)
        .containsExactly(
            "the page holds a1*60, 1 reported, fault: 00:05.0 writes page 0x70020000, reason 5",
            "the page holds 52*60, 1 reported, fault: none",
            "0 of 10",
            "10 and 4",
            "false");
  }

  /** QEMU's observations; without QEMU ours, which the test above has found equal elsewhere. */
  private static synchronized IommuTranscript.Seen reference(Invalidation invalidation)
      throws IOException {
    IommuTranscript.Seen seen = SEEN.get(invalidation);
    if (seen == null) {
      Optional<String> qemu = QemuLive.program().map(Object::toString);
      if (qemu.isEmpty()) {
        seen = ours(new SoftSide(invalidation));
      } else {
        try (VtdSide side = new VtdSide(qemu.get(), invalidation)) {
          seen = IommuTranscript.of(side);
        }
      }
      SEEN.put(invalidation, seen);
    }
    return seen;
  }

  private static IommuTranscript.Seen ours(SoftSide side) {
    try (side) {
      return IommuTranscript.of(side);
    }
  }

  /** Software that is wrong in one way each. */
  enum Wrong {
    INVALIDATES_ALWAYS,
    IS_STRICT,
    NEVER_INVALIDATES,
    KEEPS_ENTRIES,
    KNOWS_NO_DIRECTION,
    RECORDS_NO_FAULT;

    SoftSide side(Invalidation invalidation) {
      return switch (this) {
        case INVALIDATES_ALWAYS ->
            new SoftSide(invalidation) {
              @Override
              public void map(long iova, long physical, DmaAccess access) {
                super.map(iova, physical, access);
                flush();
              }
            };
        case IS_STRICT -> new SoftSide(Invalidation.STRICT);
        case NEVER_INVALIDATES ->
            new SoftSide(Invalidation.NONE) {
              @Override
              public void flush() {}
            };
        case KEEPS_ENTRIES ->
            new SoftSide(invalidation) {
              @Override
              public void unmap(long iova) {}
            };
        case KNOWS_NO_DIRECTION ->
            new SoftSide(invalidation) {
              @Override
              public void map(long iova, long physical, DmaAccess access) {
                super.map(iova, physical, DmaAccess.BOTH);
              }
            };
        case RECORDS_NO_FAULT ->
            new SoftSide(invalidation) {
              @Override
              public Optional<RecordedFault> takeFault() {
                return Optional.empty();
              }
            };
      };
    }
  }

  @ParameterizedTest
  @CsvSource({
    "INVALIDATES_ALWAYS, STRICT, 'mapped to another page, not invalidated'",
    "INVALIDATES_ALWAYS, LAZY, 'mapped to another page, not invalidated'",
    "IS_STRICT, LAZY, unmapped",
    "IS_STRICT, NONE, unmapped",
    "NEVER_INVALIDATES, STRICT, and invalidated",
    "KEEPS_ENTRIES, STRICT, unmapped",
    "KEEPS_ENTRIES, LAZY, unmapped and all invalidated",
    "KNOWS_NO_DIRECTION, STRICT, may be written only",
    "RECORDS_NO_FAULT, STRICT, nothing mapped",
  })
  void wrongSoftwareIsFoundToDiffer(Wrong wrong, Invalidation invalidation, String where)
      throws IOException {
    Comparison found =
        Comparison.of(ours(wrong.side(invalidation)).lines(), reference(invalidation).lines());
    assertThat(found.equal()).isLessThan(found.all());
    assertThat(found.first()).hasValueSatisfying(f -> assertThat(f).startsWith("ours \"" + where));
  }

  @ParameterizedTest
  @CsvSource({"STRICT, 0", "LAZY, 64", "NONE, 64"})
  void theSoftwareNicIsLetInAfterUnmapUnlessThatIsStrict(Invalidation invalidation, int open) {
    try (SoftSide side = new SoftSide(invalidation)) {
      assertThat(VtdLive.open(side)).isEqualTo(open);
    }
  }

  /** One line for a reader where there is no QEMU; else the comparison and the counts. */
  @Test
  void theLiveRunTellsWhatItDidOrWhyNot() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    VtdLive.run(LiveAnswers.to(new PrintStream(out, true, StandardCharsets.UTF_8)), "lazy");
    String said = out.toString(StandardCharsets.UTF_8);
    if (QemuLive.program().isEmpty()) {
      assertThat(said).contains("skipped: there is no qemu-system-x86_64").hasLineCount(1);
    } else {
      assertThat(said)
          .containsPattern("(\\d+) of \\1 observations are equal")
          .contains("\"outcome\":\"open\",\"count\":64", "\"outcome\":\"refused\",\"count\":0");
    }
  }
}
