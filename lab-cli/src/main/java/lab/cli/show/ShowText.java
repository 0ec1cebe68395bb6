package lab.cli.show;

import java.io.PrintStream;
import java.util.List;
import lab.cli.answer.ShowDocument;
import lab.cli.answer.ShowDocument.Control;
import lab.cli.answer.ShowDocument.Experiment;
import lab.cli.answer.ShowDocument.Listing;
import lab.cli.command.Console;
import lab.cli.render.Look;
import lab.cli.render.Look.Ink;
import lab.cli.render.Text;

/**
 * The catalogue and the experiments as people read them. The answers are not told: they are found.
 */
final class ShowText {
  private static final int MOST_TESTS = 6;

  private final PrintStream out;
  private final Look look;

  ShowText(Console console) {
    this.out = console.out();
    this.look = Look.of(console);
  }

  void catalogue(List<Listing> listings) {
    int widest = listings.stream().mapToInt(l -> l.id().length()).max().orElse(0);
    String area = "";
    for (Listing listing : listings) {
      if (!listing.area().equals(area)) {
        out.print(area.isEmpty() ? "" : "\n");
        area = listing.area();
        heading(area);
      }
      hang("  " + Text.pad(listing.id(), widest) + "  ", listing.question());
    }
  }

  void experiments(ShowDocument document) {
    String between = "";
    for (Experiment experiment : document.experiments()) {
      out.print(between);
      experiment(experiment);
      between = "\n\n";
    }
  }

  private void experiment(Experiment experiment) {
    heading(experiment.address() + ": " + experiment.title());
    hang("", experiment.question());

    section("Controls");
    List<Control> controls = experiment.controls();
    int widest = controls.stream().mapToInt(c -> c.name().length()).max().orElse(0);
    for (Control control : controls) {
      hang("  " + Text.pad(control.name(), widest) + "  ", control.text());
      hang(
          " ".repeat(widest + 4),
          control.domain() + "; default " + control.usual() + fixed(experiment, control));
    }

    section("Claims");
    for (ShowDocument.Claim claim : experiment.claims()) {
      hang("  ", "%s (%s)".formatted(claim.name(), claim.kind()));
      hang("      ", claim.text());
    }

    section("Evidence on a real machine");
    experiment.evidence().forEach(this::evidence);

    section("Code");
    hang("  ", "package " + experiment.inPackage());

    section("To type");
    experiment.commands().forEach(c -> hang("  ", c));
  }

  private static String fixed(Experiment experiment, Control control) {
    String fixed = experiment.fixed().get(control.name());
    return control.usual().equals(fixed) ? "" : ", fixed preset " + fixed;
  }

  private void evidence(ShowDocument.Evidence evidence) {
    String claim = evidence.claim();
    String what =
        switch (evidence.kind()) {
          case "stress" -> "jcstress tests of " + claim;
          case "series" -> "a series for " + claim;
          case "bench" -> "JMH benchmarks of " + claim;
          case "live" -> "a live run for " + claim;
          case "fact" -> "a fact of this host for " + claim;
          default -> claim + evidence.reason().map(r -> ": " + r).orElse("");
        };
    hang("  ", evidence.kind() + ": " + what);
    evidence.analogue().ifPresent(reason -> hang("      ", "an analogue: " + reason));
    List<String> tests = evidence.tests().stream().distinct().toList();
    tests.stream().limit(MOST_TESTS).forEach(t -> hang("      ", t));
    if (tests.size() > MOST_TESTS) {
      hang("      ", "and %,d more".formatted(tests.size() - MOST_TESTS));
    }
  }

  private void section(String title) {
    out.println();
    heading(title);
  }

  private void heading(String text) {
    Text.wrap(text, look.width()).forEach(l -> out.println(look.dress(l, Ink.HEADING)));
  }

  private void hang(String first, String text) {
    Text.hang(first, text, look.width()).forEach(out::println);
  }
}
