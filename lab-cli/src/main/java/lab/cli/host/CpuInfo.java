package lab.cli.host;

import java.util.List;
import java.util.Optional;
import lab.host.SystemFiles;

/** What {@code /proc/cpuinfo}, or what stands in for it, says of the CPU. */
record CpuInfo(Optional<String> model, Optional<Boolean> virtualMachine) {

  static CpuInfo read(SystemFiles files, String arch) {
    List<String> lines = files.lines("proc/cpuinfo");
    Optional<String> model =
        value(lines, "model name")
            .or(() -> files.text("proc/device-tree/model").map(t -> t.replace("\0", "")))
            .or(() -> arm(lines));
    return new CpuInfo(model, hypervisor(files, lines, arch));
  }

  /** ARM's kernel gives numbers only: those of the architecture's implementer and of the part. */
  private static Optional<String> arm(List<String> lines) {
    return value(lines, "CPU implementer")
        .flatMap(implementer ->
            value(lines, "CPU part").map(part -> "implementer " + implementer + " part " + part));
  }

  /** x86 has a flag that says it; elsewhere only a hypervisor that shows itself is known. */
  private static Optional<Boolean> hypervisor(SystemFiles files, List<String> lines, String arch) {
    if (arch.equals("amd64") || arch.equals("x86_64")) {
      return value(lines, "flags").map(f -> List.of(f.split(" ")).contains("hypervisor"));
    }
    return files.exists("sys/hypervisor/type") ? Optional.of(true) : Optional.empty();
  }

  private static Optional<String> value(List<String> lines, String key) {
    return lines.stream()
        .filter(l -> l.contains(":") && l.substring(0, l.indexOf(':')).strip().equals(key))
        .map(l -> l.substring(l.indexOf(':') + 1).strip())
        .filter(v -> !v.isEmpty())
        .findFirst();
  }
}
