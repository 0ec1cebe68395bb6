package lab.experiments.memory.reordering;

import java.util.ArrayList;
import java.util.List;
import lab.memorymodel.AccessMode;
import lab.memorymodel.MemoryModel;
import lab.memorymodel.litmus.stress.Outcomes;
import lab.memorymodel.litmus.stress.ShapeOutcome;
import lab.memorymodel.litmus.stress.StressCase;
import lab.room.Findings;
import lab.room.Findings.Counted;

/** What is said at the end of a run: one count per mode, and the reason of each zero. */
final class Sentence {
  private Sentence() {}

  static String of(Findings findings) {
    List<String> parts = new ArrayList<>();
    for (String mode : AccessMode.WORDS) {
      rows(findings, Reordering.STALE, mode)
          .ifPresent(r -> parts.add(mode + " " + r.phrase(findings)));
    }
    String stale = parts.isEmpty() ? "" : subject(findings) + ": " + String.join("; ", parts) + ".";
    String spin = spin(findings);
    return (stale + (stale.isEmpty() || spin.isEmpty() ? "" : " ") + spin);
  }

  private static String subject(Findings findings) {
    String shape = shape(findings);
    return shape.equals("MP") ? "Stale reads" : "The weak outcome of " + shape;
  }

  private static String shape(Findings findings) {
    return findings.counted().stream()
        .filter(c -> c.claim().equals(Reordering.STALE))
        .map(c -> c.settings().get("shape"))
        .findFirst()
        .orElse("MP");
  }

  /** The tests of one mode, added up. */
  private record Rows(String shape, String mode, long seen, long samples) {
    String phrase(Findings findings) {
      String count = Findings.number(seen) + " of " + Findings.number(samples);
      return seen > 0 ? count : count + zero(findings.architecture());
    }

    /** Why nothing was seen: that is not the same under every mode. */
    private String zero(String architecture) {
      StressCase stress =
          StressCase.of(shape).stream()
              .filter(c -> c.mode().equals(mode))
              .findFirst()
              .orElseThrow();
      List<MemoryModel> allowed =
          Outcomes.of(stress).stream()
              .filter(ShapeOutcome::weak)
              .flatMap(o -> o.allowed().stream())
              .toList();
      if (allowed.isEmpty()) {
        return ", as no model allows it";
      }
      boolean x86 = architecture.equals("amd64") || architecture.equals("x86_64");
      if (!x86) {
        return ", though the java model allows it";
      }
      if (allowed.contains(MemoryModel.TSO)) {
        return ", though this CPU may show it";
      }
      return mode.equals("plain")
          ? ", though a compiler may do it"
          : ": java allows it and AArch64 may show it, x86-64 keeps this order";
    }
  }

  private static java.util.Optional<Rows> rows(Findings findings, String claim, String mode) {
    List<Counted> rows =
        findings.counted().stream()
            .filter(c -> c.claim().equals(claim) && mode.equals(c.settings().get("mode")))
            .toList();
    if (rows.isEmpty()) {
      return java.util.Optional.empty();
    }
    long seen = rows.stream().mapToLong(Counted::seen).sum();
    long samples = rows.stream().mapToLong(Counted::samples).sum();
    return java.util.Optional.of(new Rows(shape(findings), mode, seen, samples));
  }

  private static String spin(Findings findings) {
    List<String> endless = new ArrayList<>();
    List<String> ending = new ArrayList<>();
    for (Counted c : findings.counted()) {
      if (c.claim().equals(Reordering.SPIN_ENDS) && c.samples() > 0) {
        (c.seen() > 0 ? endless : ending).add(c.settings().get("mode"));
      }
    }
    List<String> parts = new ArrayList<>();
    if (!endless.isEmpty()) {
      parts.add("never ended with " + String.join(", ", endless));
    }
    if (!ending.isEmpty()) {
      parts.add("always ended with " + String.join(", ", ending));
    }
    return parts.isEmpty() ? "" : "The wait for the flag " + String.join(", ", parts) + ".";
  }
}
