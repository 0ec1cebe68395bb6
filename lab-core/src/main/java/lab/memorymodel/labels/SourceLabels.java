package lab.memorymodel.labels;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The labels in a source file, by line, and what the comments there say. */
final class SourceLabels {
  /** Code, then {@code // P2}, {@code // P1, F1} or {@code // F4: as P4}. */
  private static final Pattern LABEL =
      Pattern.compile(
          "^(.*?)\\s*//\\s*([A-Z]{1,2}[0-9]{1,2})((?:,\\s*[A-Z]{1,2}[0-9]{1,2})*)\\s*(?:[:,]\\s*(.*))?$");

  /** Where a statement or a block ended: what comes next begins another. */
  private static final Pattern END = Pattern.compile(".*[;{}]$");

  private final List<String> lines;
  private final Map<Integer, List<String>> labels = new TreeMap<>();
  private final Map<Integer, String> remarks = new TreeMap<>();

  SourceLabels(String source) {
    lines = source.lines().toList();
    for (int i = 0; i < lines.size(); i++) {
      Matcher label = LABEL.matcher(lines.get(i));
      if (!label.matches()) {
        continue;
      }
      String remark = label.group(4) == null ? "" : label.group(4);
      if (label.group(1).isBlank()) {
        if (remark.isEmpty()) {
          throw new IllegalArgumentException(
              "line %d: step %s has no VarHandle access".formatted(i + 1, label.group(2)));
        }
        continue; // A comment that speaks of a step.
      }
      List<String> all = new ArrayList<>(List.of(label.group(2)));
      for (String more : label.group(3).split("\\W+", -1)) {
        if (!more.isEmpty()) {
          all.add(more);
        }
      }
      labels.put(i + 1, all);
      remarks.put(i + 1, remark);
    }
  }

  /** The labels of that line; none if it has none. */
  List<String> at(int line) {
    return labels.getOrDefault(line, List.of());
  }

  /**
   * The comment right above the statement that the line belongs to, and the label's remark. Where
   * there is neither: the comment above the statement before, if the two stand together, or that of
   * the method, if the statement is its first.
   */
  String comment(int line) {
    int above = beforeStatement(line - 1);
    String text = (commentUpTo(above) + " " + remarks.getOrDefault(line, "")).strip();
    if (text.isEmpty()
        && above >= 0
        && lines.get(above).strip().replaceFirst(" *//.*$", "").endsWith(";")) {
      text = commentUpTo(beforeStatement(above));
    }
    if (text.isEmpty() && above > 0 && lines.get(above).strip().endsWith("{")) {
      text = javadocUpTo(beforeStatement(above));
    }
    return text.replace('\t', ' ');
  }

  /** The last line before the statement that the line is part of. */
  private int beforeStatement(int index) {
    int above = index - 1;
    while (above >= 0 && !isComment(above) && continues(above)) {
      above--;
    }
    return above;
  }

  private String commentUpTo(int last) {
    int first = last + 1;
    while (first > 0 && isComment(first - 1)) {
      first--;
    }
    StringBuilder text = new StringBuilder();
    for (int i = first; i <= last; i++) {
      text.append(lines.get(i).strip().substring(2).strip()).append(' ');
    }
    return text.toString().strip();
  }

  /** A Javadoc comment of one line. */
  private String javadocUpTo(int last) {
    String text = last < 0 ? "" : lines.get(last).strip();
    return text.startsWith("/**") && text.endsWith("*/")
        ? text.substring(3, text.length() - 2).strip()
        : "";
  }

  private boolean isComment(int index) {
    return lines.get(index).strip().startsWith("//");
  }

  /** Whether the statement goes on behind this line. */
  private boolean continues(int index) {
    String code = lines.get(index).replaceFirst("//.*$", "").strip();
    return !code.isEmpty() && !code.endsWith("*/") && !END.matcher(code).matches();
  }
}
