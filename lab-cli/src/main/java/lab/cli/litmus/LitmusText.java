package lab.cli.litmus;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import lab.cli.answer.LitmusDocument;
import lab.cli.answer.LitmusDocument.Allowed;
import lab.cli.answer.LitmusDocument.Answered;
import lab.cli.command.Console;
import lab.cli.render.Look;
import lab.cli.render.Look.Ink;
import lab.cli.render.Text;
import lab.cli.render.TextRenderer;
import lab.stage.Piece;
import lab.stage.Stage;
import lab.stage.Tone;

/** Allowed final states as one table per test: a row per state, a column per model. */
final class LitmusText {
  /** Columns for a model's word, with a blank behind it. */
  private static final int WIDEST_MODEL = 6;

  private final PrintStream out;
  private final Look look;

  LitmusText(Console console) {
    this.out = console.out();
    this.look = Look.of(console);
  }

  /** Prints what was answered; what could not be read is talk, and not of this place. */
  void print(LitmusDocument document) {
    String between = "";
    for (LitmusDocument.Test test : document.tests()) {
      if (test instanceof Answered answered) {
        out.print(between);
        print(answered);
        between = "\n";
      }
    }
  }

  private void print(Answered test) {
    paragraph("", "%s (%s, %s)".formatted(test.name(), test.dialect(), test.file()), Ink.HEADING);
    out.println();
    new TextRenderer(look).render(Stage.of(table(test)), Set.of()).forEach(out::println);
    out.println();
    test.models().forEach((model, allowed) -> line(model, extent(test, model, allowed)));
    test.leftOut().ifPresent(l -> paragraph("", l, Ink.of(Tone.WARN)));
    test.condition()
        .ifPresent(c -> {
          out.println();
          paragraph("", c.text(), Ink.HEADING);
          c.holds().forEach((model, holds) -> line(model, verdict(test, model, holds)));
        });
  }

  private static Piece.Table table(Answered test) {
    Map<String, Allowed> allowed = new LinkedHashMap<>();
    test.models().forEach((model, some) -> some.ifPresent(a -> allowed.put(model, a)));
    Set<List<Integer>> states = new TreeSet<>(LitmusText::compare);
    allowed.values().forEach(a -> states.addAll(a.allowed()));
    List<String> head = new ArrayList<>(test.registers());
    head.addAll(allowed.keySet());
    List<Piece.Row> rows = new ArrayList<>();
    for (List<Integer> state : states) {
      List<String> cells = new ArrayList<>();
      state.forEach(v -> cells.add(Integer.toString(v)));
      boolean everywhere = true;
      for (Allowed a : allowed.values()) {
        boolean here = a.allowed().contains(state);
        everywhere &= here;
        cells.add(here ? "yes" : a.complete() ? "no" : "?");
      }
      rows.add(
          Piece.Row.of(
              state.toString(),
              everywhere ? Tone.IDLE : Tone.WARN,
              "",
              cells.toArray(String[]::new)));
    }
    return new Piece.Table("allowed", "", head, rows);
  }

  private static String extent(Answered test, String model, Optional<Allowed> allowed) {
    return allowed
        .map(a ->
            (a.complete()
                    ? "%,d allowed (complete: %,d states)"
                    : "at least %,d allowed (bounded at %,d states)")
                .formatted(a.allowed().size(), a.states()))
        .orElseGet(() -> "no answer: " + test.reasons().getOrDefault(model, ""));
  }

  private static String verdict(Answered test, String model, String holds) {
    String said =
        switch (holds) {
          case "always" -> "true of every final state";
          case "sometimes" -> "true of some final states";
          default -> "true of no final state";
        };
    boolean validated = test.validated().getOrDefault(model, false);
    return said + (validated ? ": validated" : ": not validated");
  }

  private void line(String model, String text) {
    paragraph(Text.pad(model, WIDEST_MODEL), text, Ink.NONE);
  }

  private void paragraph(String first, String text, Ink ink) {
    Text.hang(first, text, look.width()).forEach(l -> out.println(look.dress(l, ink)));
  }

  private static int compare(List<Integer> a, List<Integer> b) {
    for (int i = 0; i < Math.min(a.size(), b.size()); i++) {
      int order = Comparator.<Integer>naturalOrder().compare(a.get(i), b.get(i));
      if (order != 0) {
        return order;
      }
    }
    return Integer.compare(a.size(), b.size());
  }
}
