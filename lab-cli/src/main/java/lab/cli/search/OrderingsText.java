package lab.cli.search;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import lab.cli.answer.BreakDocument;
import lab.cli.answer.BreakDocument.Result;
import lab.cli.answer.BreakDocument.Told;
import lab.cli.answer.BreakDocument.Weakened;
import lab.cli.answer.Orderings;
import lab.cli.answer.Orderings.Access;
import lab.cli.answer.Orderings.AsShipped;
import lab.cli.answer.Orderings.Labelled;
import lab.cli.answer.Words;
import lab.cli.command.Console;
import lab.cli.render.Text;

/**
 * What {@code lab break --orderings} prints for people: program by program what notices each access
 * weakened, and class by class what the code says of the accesses that nothing needs. Steps are
 * retold only where the person named accesses.
 */
final class OrderingsText {
  private final PrintStream out;
  private final int width;

  OrderingsText(Console console) {
    this.out = console.out();
    this.width = console.width();
  }

  /** Prints the rooms of a document, in its order. */
  void print(BreakDocument document) {
    Orderings orderings = document.orderings().orElseThrow();
    boolean retold = !orderings.access().isEmpty();
    for (String id : orderings.programs().stream().map(AsShipped::id).distinct().toList()) {
      programs(id, orderings)
          .forEach((name, shipped) -> {
            program(shipped);
            accesses(document.results().stream().filter(r -> isOf(r, shipped)).toList(), retold);
          });
      orderings.classes().stream().filter(c -> c.id().equals(id)).forEach(this::labelled);
    }
  }

  /** The programs of a room by name, each with what its models say. */
  private static Map<String, List<AsShipped>> programs(String id, Orderings orderings) {
    Map<String, List<AsShipped>> programs = new LinkedHashMap<>();
    for (AsShipped program : orderings.programs()) {
      if (program.id().equals(id)) {
        programs.computeIfAbsent(program.structure(), _ -> new ArrayList<>()).add(program);
      }
    }
    return programs;
  }

  private static boolean isOf(Result result, List<AsShipped> program) {
    AsShipped first = program.getFirst();
    return result.asked().id().equals(first.id())
        && result.weaker().structure().filter(first.structure()::equals).isPresent();
  }

  private void program(List<AsShipped> program) {
    AsShipped first = program.getFirst();
    heading("%s, %s: %s".formatted(first.address(), first.structure(), first.realClass()));
    for (AsShipped shipped : program) {
      line(
          "  as shipped, %s: ".formatted(shipped.model()),
          shipped
              .claim()
              .map(c -> "%s breaks by itself, and so can notice nothing".formatted(c))
              .orElse("nothing breaks, " + shipped.extent()));
    }
  }

  private void accesses(List<Result> results, boolean retold) {
    Optional<Weakened> last = Optional.empty();
    for (Result result : results) {
      if (!result.weaker().weakened().equals(last)) {
        last = result.weaker().weakened();
        out.println();
        last.ifPresent(w -> line("  %s ".formatted(w.label()), w.from() + " -> " + w.to()));
      }
      answer(result, retold);
    }
  }

  private void answer(Result result, boolean retold) {
    String first = "    %s ".formatted(Text.pad(result.weaker().model().orElse(""), 4));
    if (!result.breaks()) {
      String none = result.found().complete() ? "nothing notices" : "nothing noticed so far";
      line(first, none + ", " + result.found().extent());
      return;
    }
    line(
        first,
        "%s breaks in %s: %s"
            .formatted(
                result.claimed().claim().orElse(""),
                Words.steps(result.found().steps().orElse(0)),
                result.found().schedule().orElse("")));
    if (retold) {
      for (Told told : result.found().told()) {
        line("    %4d  ".formatted(told.step()), told.story());
      }
    }
  }

  /** What nothing noticed, and what no program has: with what the code says of it. */
  private void labelled(Labelled labelled) {
    String name = labelled.realClass().substring(labelled.realClass().lastIndexOf('.') + 1);
    heading(name + ": every labelled access");
    line(
        "  something notices: ",
        labelled.noticed().isEmpty() ? "nowhere" : String.join(", ", labelled.noticed()));
    for (Access access : labelled.accesses()) {
      if (!labelled.noticed().contains(access.label())) {
        line(
            "  %s ".formatted(access.label()),
            "%s, %s (line %d). The code says: %s"
                .formatted(
                    access.access(),
                    access.modelled() ? "nothing notices" : "no program of this room has it",
                    access.line(),
                    access.comment().orElse("the code gives no reason")));
      }
    }
  }

  private void heading(String text) {
    out.println();
    line("", text);
  }

  private void line(String first, String text) {
    Text.hang(first, text, width).forEach(out::println);
  }
}
