package lab.memorymodel;

import java.util.List;
import java.util.Optional;

/**
 * What the CPUs of an architecture let a program see of memory, apart from the compiler, which
 * reorders plain accesses everywhere. Sources: Intel SDM 3A 8.2 and AMD APM 2 7.2 (x86), Arm ARM
 * B2.3 (AArch64), Power ISA II 1.7, RISC-V ISA 17 (RVWMO), z/Architecture Principles of Operation
 * 5. What HotSpot emits: {@code aarch64.ad} of JDK 25, where the store of a {@code setRelease} is a
 * plain STR behind barriers and no STLR, so that a later LDAR may pass it.
 *
 * @param javaName as Java names it, as in {@code amd64}
 */
public record Architecture(String javaName, Family family) {

  /** Architectures whose memory is known here. */
  public enum Family {
    X86_64(
        "x86-64",
        Optional.of(MemoryModel.TSO),
        Shows.SOME,
        "x86-64 (TSO): a load may pass an earlier store, nothing else moves. SB shows in plain,"
            + " opaque and acquire-release. MP, LB, CoRR and S show in plain only, by the compiler."
            + " IRIW, WRC and 2+2W were never seen."),
    AARCH64(
        "AArch64",
        Optional.empty(),
        Shows.SOME,
        "AArch64 (weak, multi-copy atomic): accesses without a dependency may pass each other. SB,"
            + " MP, LB, S, R and 2+2W can show in plain and opaque; LB in opaque is more than java"
            + " allows here, which is RC11-style. SB and R can show in acquire-release too:"
            + " HotSpot's setRelease is barriers and a plain store, which a later acquiring load"
            + " may pass. IRIW and WRC with dependencies never show."),
    POWER(
        "POWER",
        Optional.empty(),
        Shows.ALL,
        "POWER (weak, not multi-copy atomic): all named shapes can show in plain and opaque, IRIW"
            + " included, and SB in acquire-release."),
    RISCV(
        "RISC-V",
        Optional.empty(),
        Shows.SOME,
        "RISC-V (RVWMO, weak, multi-copy atomic): accesses without a dependency may pass each"
            + " other, if this core makes use of it. IRIW and WRC with dependencies never show."),
    S390X(
        "z/Architecture",
        Optional.of(MemoryModel.TSO),
        Shows.SOME,
        "z/Architecture: a load may pass an earlier store, nothing else moves. SB shows; the rest"
            + " shows in plain only, by the compiler."),
    UNKNOWN("", Optional.empty(), Shows.UNKNOWN, "");

    private final String word;

    @SuppressWarnings("ImmutableEnumChecker") // an Optional of an enum
    private final Optional<MemoryModel> hardware;

    private final Shows shows;
    private final String memory;

    Family(String word, Optional<MemoryModel> hardware, Shows shows, String memory) {
      this.word = word;
      this.hardware = hardware;
      this.shows = shows;
      this.memory = memory;
    }
  }

  /** How many of the named shapes its CPUs can show. */
  public enum Shows {
    ALL,
    SOME,
    UNKNOWN
  }

  public static Architecture of(String javaName) {
    return new Architecture(
        javaName,
        switch (javaName) {
          case "amd64", "x86_64" -> Family.X86_64;
          case "aarch64", "arm64" -> Family.AARCH64;
          case "ppc64", "ppc64le" -> Family.POWER;
          case "riscv64" -> Family.RISCV;
          case "s390x" -> Family.S390X;
          default -> Family.UNKNOWN;
        });
  }

  /** As people call it. */
  public String word() {
    return family == Family.UNKNOWN ? javaName : family.word;
  }

  public Shows shows() {
    return family.shows;
  }

  /** What a program may see here, in whole sentences. */
  public String memory() {
    return family == Family.UNKNOWN
        ? "The lab does not know the memory model of " + javaName + "; what it sees, it reports."
        : family.memory;
  }

  /** Whether its CPUs never do a store before an earlier load, even of another address. */
  public boolean keepsLoadsBeforeStores() {
    return family.hardware.isPresent();
  }

  /**
   * What its CPUs do with an order of accesses, apart from the compiler: only what a model of this
   * lab or the architecture's own rules say, in a few words.
   *
   * @param allowing words of the models that allow what the claim rules out, no compiler having
   *     moved anything
   * @param mode the access mode of the code
   * @param loadBuffers whether the program leaves room for a store done before an earlier load,
   *     which the {@code java} model leaves out
   */
  public String does(List<String> allowing, String mode, boolean loadBuffers) {
    if (allowing.contains(MemoryModel.SC.word())) {
      return "can show it, for the threads need only take turns";
    }
    boolean passesStores = allowing.contains(MemoryModel.TSO.word());
    if (keepsLoadsBeforeStores()) {
      return passesStores ? "can show it, for a load may pass an earlier store" : "rules it out";
    }
    if (allowing.isEmpty()) {
      return loadBuffers
          ? "may show it, for a store may be done before an earlier load (load buffering)"
          : "rules it out";
    }
    if (AccessMode.isRelaxed(mode)) {
      return "may show it, for independent accesses may pass each other";
    }
    return passesStores
        ? "may show it, for a load may pass the store of a setRelease"
        : "is not known to rule it out: java allows it, and no model of this CPU was asked";
  }

  /**
   * Why something that a model allows may not be seen here: could this CPU have shown it?
   *
   * @param allowing words of the models that allow it
   * @param mode the access mode that ran; the empty text where there is none
   * @param interpreted whether only the interpreter ran it
   */
  public String unseen(List<String> allowing, String mode, boolean interpreted) {
    if (allowing.contains(MemoryModel.SC.word())) {
      return "any CPU can show it";
    }
    if (family.hardware.isEmpty()) {
      boolean passesStores = allowing.contains(MemoryModel.TSO.word());
      return mode.equals("acquire-release") && family == Family.AARCH64 && !passesStores
          ? "Java allows it; what HotSpot emits for acquire and release on AArch64 may not"
          : family == Family.UNKNOWN
              ? "this CPU (" + javaName + ") may show it"
              : word() + (mode.equals("plain") ? " or a compiler" : "") + " may show it";
    }
    if (allowing.contains(family.hardware.get().word())) {
      return interpreted
          ? word() + " can show it, but the interpreter is too slow between the two accesses"
          : word() + " can show it";
    }
    if (mode.equals("plain")) {
      return interpreted
          ? word() + " keeps this order, and the interpreter runs plain accesses in program order"
          : word() + " keeps this order; only a compiler can break it, and none did";
    }
    return mode.equals("acquire-release")
        ? word() + " keeps this order; Java allows it, and a CPU such as POWER may show it"
        : word() + " keeps this order; a CPU such as AArch64 may show it";
  }
}
