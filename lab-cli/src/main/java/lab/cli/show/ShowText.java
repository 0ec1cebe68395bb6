package lab.cli.show;

import java.io.PrintStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.Collectors;
import lab.cli.answer.ShowDocument;
import lab.cli.answer.ShowDocument.Control;
import lab.cli.answer.ShowDocument.Experiment;
import lab.cli.answer.ShowDocument.Listing;
import lab.cli.command.Console;
import lab.cli.render.Look;
import lab.cli.render.Look.Ink;
import lab.cli.render.Markdown;
import lab.cli.render.Text;
import lab.room.Settings;

/**
 * The catalogue and the experiments as people read them. The answers are not told: they are found.
 */
final class ShowText {
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
    experiment.explanation().ifPresent(this::explanation);

    section("Controls");
    List<Control> controls = experiment.controls();
    int widest = controls.stream().mapToInt(c -> c.name().length()).max().orElse(0);
    for (Control control : controls) {
      hang("  " + Text.pad(control.name(), widest) + "  ", control.text());
      hang(
          " ".repeat(widest + 4),
          control.domain() + "; default " + control.usual() + fixed(experiment, control));
    }

    presets(experiment.presets());
    section("Claims");
    for (ShowDocument.Claim claim : experiment.claims()) {
      hang("  ", "%s (%s)".formatted(claim.name(), claim.kind()));
      hang("      ", claim.text());
    }

    section("Evidence on a real machine");
    experiment.evidence().stream()
        .collect(
            Collectors.groupingBy(
                e -> List.of(e.kind(), e.claim(), e.about(), e.analogue(), e.reason()),
                LinkedHashMap::new,
                Collectors.toList()))
        .values()
        .forEach(this::evidence);

    section("Code");
    hang("  ", "package " + experiment.inPackage());

    section("To type");
    experiment.commands().forEach(c -> hang("  ", c));
  }

  private void presets(List<ShowDocument.Named> presets) {
    if (presets.isEmpty()) {
      return;
    }
    section("Presets");
    int widest = presets.stream().mapToInt(p -> p.name().length()).max().orElse(0);
    for (ShowDocument.Named preset : presets) {
      hang("  " + Text.pad(preset.name(), widest) + "  ", preset.text());
      String settings = Settings.words(preset.settings());
      hang(" ".repeat(widest + 4), settings.isEmpty() ? "as by default" : settings);
    }
  }

  private void explanation(String markdown) {
    out.println();
    Markdown.lines(markdown, look).forEach(out::println);
  }

  private static String fixed(Experiment experiment, Control control) {
    String fixed = experiment.fixed().get(control.name());
    return control.usual().equals(fixed) ? "" : ", fixed preset " + fixed;
  }

  /** One line for all evidence that is told in the same words. */
  private void evidence(List<ShowDocument.Evidence> all) {
    ShowDocument.Evidence first = all.getFirst();
    if (first.reason().isPresent()) {
      hang("  none: ", "%s (%s)".formatted(first.reason().get(), first.claim()));
      return;
    }
    long tests = all.stream().mapToLong(e -> e.tests().size()).sum();
    int twins = all.stream().mapToInt(ShowDocument.Evidence::twins).sum();
    hang(
        "  ",
        "%s: %s (%s)".formatted(count(first.kind(), tests, twins), first.about(), first.claim()));
    first.analogue().ifPresent(reason -> hang("      ", "an analogue: " + reason));
  }

  private static String count(String kind, long tests, int twins) {
    String counted = "%s, %,d %s".formatted(kind, tests, unit(kind) + (tests == 1 ? "" : "s"));
    return switch (twins) {
      case 0 -> counted;
      case 1 -> counted + ", one of them a broken twin";
      default -> "%s, %d of them broken twins".formatted(counted, twins);
    };
  }

  private static String unit(String kind) {
    return switch (kind) {
      case "stress" -> "test";
      case "bench" -> "benchmark";
      case "series" -> "sweep";
      case "live" -> "run";
      default -> "value";
    };
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
