package lab.cli.litmus;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import lab.cli.command.Console;
import lab.cli.render.Look;
import lab.cli.render.Look.Ink;
import lab.cli.render.Text;
import lab.cli.render.TextRenderer;
import lab.memorymodel.MemoryModel;
import lab.memorymodel.litmus.LitmusAnswer;
import lab.memorymodel.litmus.LitmusTest;
import lab.stage.Piece;
import lab.stage.Stage;
import lab.stage.Tone;

/** Allowed final states as one table per test: a row per state, a column per model. */
final class LitmusText {
  private final PrintStream out;
  private final Look look;

  LitmusText(Console console) {
    this.out = console.out();
    this.look = Look.of(console);
  }

  void print(List<LitmusCommand.Outcome> outcomes) {
    boolean first = true;
    for (LitmusCommand.Outcome outcome : outcomes) {
      if (outcome.answer() == null) {
        continue;
      }
      out.print(first ? "" : "\n");
      first = false;
      print(outcome.file(), outcome.answer());
    }
  }

  private void print(String file, LitmusAnswer answer) {
    LitmusTest test = answer.test();
    paragraph("", "%s (%s, %s)".formatted(test.name(), test.dialect().word(), file), Ink.HEADING);
    out.println();
    new TextRenderer(look).render(Stage.of(table(answer)), Set.of()).forEach(out::println);
    out.println();
    answer.models().forEach((model, a) -> extent(model, a));
    test.condition()
        .ifPresent(c -> {
          out.println();
          paragraph("", c.text(), Ink.HEADING);
          answer.models().forEach((model, a) -> verdict(model, a));
        });
  }

  private static Piece.Table table(LitmusAnswer answer) {
    Map<MemoryModel, LitmusAnswer.Allowed> allowed = new LinkedHashMap<>();
    answer
        .models()
        .forEach((model, a) -> {
          if (a instanceof LitmusAnswer.Allowed some) {
            allowed.put(model, some);
          }
        });
    Set<List<Integer>> states = new TreeSet<>(LitmusText::compare);
    allowed.values().forEach(a -> states.addAll(a.allowed()));
    List<String> head = new ArrayList<>();
    answer.test().observed().forEach(o -> head.add(o.text()));
    allowed.keySet().forEach(m -> head.add(m.word()));
    List<Piece.Row> rows = new ArrayList<>();
    for (List<Integer> state : states) {
      List<String> cells = new ArrayList<>();
      state.forEach(v -> cells.add(Integer.toString(v)));
      boolean everywhere = true;
      for (LitmusAnswer.Allowed a : allowed.values()) {
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

  private void extent(MemoryModel model, LitmusAnswer.Answer answer) {
    paragraph(
        Text.pad(model.word(), 6),
        switch (answer) {
          case LitmusAnswer.Allowed a when a.complete() ->
              "%,d allowed (complete: %,d states)".formatted(a.allowed().size(), a.states());
          case LitmusAnswer.Allowed a ->
              "at least %,d allowed (bounded at %,d states)"
                  .formatted(a.allowed().size(), a.states());
          case LitmusAnswer.NoAnswer a -> "no answer: " + a.reason();
        },
        Ink.NONE);
  }

  private void verdict(MemoryModel model, LitmusAnswer.Answer answer) {
    if (answer instanceof LitmusAnswer.Allowed a && a.verdict().isPresent()) {
      LitmusAnswer.Verdict verdict = a.verdict().get();
      String holds =
          switch (verdict.holds()) {
            case ALWAYS -> "true of every final state";
            case SOMETIMES -> "true of some final states";
            case NEVER -> "true of no final state";
          };
      paragraph(
          Text.pad(model.word(), 6),
          holds + (verdict.validated() ? ": validated" : ": not validated"),
          Ink.NONE);
    }
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
