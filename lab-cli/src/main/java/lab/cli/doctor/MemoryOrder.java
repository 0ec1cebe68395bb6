package lab.cli.doctor;

import lab.cli.answer.DoctorDocument.Check;
import lab.cli.answer.DoctorDocument.Check.Shows;

/**
 * What the CPU's own memory model lets a program see, by architecture. The compiler reorders plain
 * accesses everywhere; what is said here is about the rest.
 */
final class MemoryOrder {
  private static final String TOPIC = "memory reordering";

  private MemoryOrder() {}

  /**
   * @param arch as Java names it
   */
  static Check of(String arch) {
    return switch (arch) {
      case "amd64", "x86_64" ->
          new Check(
              TOPIC,
              Shows.PARTLY,
              "x86-64 (TSO): a load may pass an earlier store, nothing else moves. SB shows in"
                  + " plain, opaque and acquire-release. MP, LB, CoRR and S show in plain only,"
                  + " by the compiler. IRIW, WRC and 2+2W were never seen.");
      case "aarch64" ->
          new Check(
              TOPIC,
              Shows.PARTLY,
              "AArch64 (weak, multi-copy atomic): accesses without a dependency may pass each"
                  + " other. SB, MP, S, R and 2+2W can show in plain and opaque. Acquire-release"
                  + " hides SB too, for its instructions are stronger than Java asks. IRIW and WRC"
                  + " with dependencies never show.");
      case "ppc64", "ppc64le" ->
          new Check(
              TOPIC,
              Shows.YES,
              "POWER (weak, not multi-copy atomic): all named shapes can show in plain and opaque,"
                  + " IRIW included, and SB in acquire-release.");
      case "riscv64" ->
          new Check(
              TOPIC,
              Shows.PARTLY,
              "RISC-V (RVWMO, weak, multi-copy atomic): accesses without a dependency may pass"
                  + " each other, if this core makes use of it. IRIW and WRC with dependencies"
                  + " never show.");
      case "s390x" ->
          new Check(
              TOPIC,
              Shows.PARTLY,
              "z/Architecture: a load may pass an earlier store, nothing else moves. SB shows; the"
                  + " rest shows in plain only, by the compiler.");
      default ->
          new Check(
              TOPIC,
              Shows.UNKNOWN,
              "The lab does not know the memory model of " + arch + "; what it sees, it reports.");
    };
  }
}
