package lab.cli.report.html;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import lab.cli.answer.HostResult;
import lab.cli.answer.ModelAnswer;
import lab.cli.answer.RunDocument;
import lab.cli.answer.Verdict;
import lab.cli.render.MatrixPicture;
import lab.cli.render.Replays;
import lab.cli.render.SweptPlot;
import lab.cli.render.html.Html;
import lab.cli.render.html.PageRenderer;
import lab.input.BadInput;
import lab.room.Room;
import lab.room.VerdictWord;
import lab.stage.Stage;

/** A run: its question, its verdicts, how it breaks, what was counted and measured. */
final class RoomSection {
  private static final int PLOT_WIDTH = 344;

  private final Html html;
  private final RunDocument run;
  private final Optional<Room> room;
  private final String id;

  /** How many pictures there are so far: their ids are the section's. */
  private int drawn;

  /**
   * @param room as it is today; empty if this lab has it no more
   * @param id of the section: letters, digits and hyphens, unique on the page
   */
  RoomSection(Html html, RunDocument run, Optional<Room> room, String id) {
    this.html = html;
    this.run = run;
    this.room = room;
    this.id = id;
  }

  /**
   * @param name what the run is called beside others of its experiment; empty if it is alone
   */
  void write(String name) {
    html.open("section", "class", "room", "id", id);
    html.open("h2").text(room.map(Room::title).orElse(run.experiment().address()));
    html.text(" ").leaf("span", address() + (name.isEmpty() ? "" : ", " + name), "class", "second");
    html.close();
    html.leaf("p", question(), "class", "question");
    run.label().ifPresent(l -> html.leaf("p", "Noted with it: " + l, "class", "second"));
    verdicts();
    run.sentence().ifPresent(s -> html.leaf("p", s));
    if (run.experiment().asks() == RunDocument.Asks.CLAIMS) {
      room.ifPresent(r -> new FilmStrip(html, r, id).write(run));
    }
    claims().forEach(this::claim);
    again();
    html.close();
  }

  private String address() {
    return room.map(Room::address).orElse(run.experiment().address());
  }

  private String question() {
    if (run.experiment().asks() == RunDocument.Asks.ORDERINGS) {
      return "What notices, on this machine, that one access is weaker than it ships?";
    }
    return run.experiment().question().isEmpty()
        ? room.map(Room::question).orElse("")
        : run.experiment().question();
  }

  private void verdicts() {
    html.open("ul", "class", "verdicts");
    for (Verdict v : run.verdicts()) {
      html.open("li");
      Tag.write(html, v.word());
      html.text(" ").leaf("strong", v.label()).text(": " + v.sentence());
      v.means()
          .ifPresent(m ->
              html.leaf(
                  "p",
                  "x86: %s. Arm: %s. Compiler: %s.".formatted(m.x86(), m.arm(), m.compiler()),
                  "class",
                  "second"));
      replay(v);
      html.close();
    }
    html.close();
  }

  /** Everything needed to see a contradiction again. */
  private void replay(Verdict verdict) {
    if (verdict.word() != VerdictWord.CONTRADICTED) {
      return;
    }
    for (HostResult result : run.host()) {
      if (result instanceof HostResult.Outcomes o
          && o.claim().equals(verdict.claim())
          && verdict.settings().entrySet().containsAll(o.settings().entrySet())) {
        html.open("p").text("Again: ");
        html.leaf("code", "java -cp lab.jar " + String.join(" ", o.command())).close();
      }
    }
  }

  private Set<String> claims() {
    Set<String> claims = new LinkedHashSet<>();
    run.host().forEach(h -> claims.add(h.claim()));
    return claims;
  }

  private void claim(String claim) {
    html.open("h3").text("Claim ").leaf("code", claim).close();
    run.model().stream()
        .filter(m -> m.claim().equals(claim))
        .map(ModelAnswer::reach)
        .flatMap(r -> r.leftOut().stream())
        .distinct()
        .forEach(s -> html.leaf("p", "The model: " + s, "class", "second"));
    new OutcomeTables(html, run).write(claim);
    new ScoreCharts(html, run).write(claim);
    List<HostResult> of = run.host().stream().filter(h -> h.claim().equals(claim)).toList();
    curves(of);
    pairs(of);
    facts(of);
  }

  private void curves(List<HostResult> of) {
    for (HostResult result : of) {
      if (result instanceof HostResult.Swept s) {
        if (!s.about().isEmpty()) {
          html.leaf("h4", s.about());
        }
        html.add(
            new PageRenderer(PLOT_WIDTH, false)
                .render(Stage.of(SweptPlot.piece(s)), Set.of(), id + "-curve" + drawn++));
        new CurveTable(html).write(s);
      }
    }
  }

  private void pairs(List<HostResult> of) {
    for (HostResult result : of) {
      if (result instanceof HostResult.Pairs p) {
        html.add(
            new PageRenderer(PLOT_WIDTH, false)
                .render(MatrixPicture.stage(p), Set.of(), id + "-pairs" + drawn++));
        p.notes().forEach(note -> html.leaf("p", note + ".", "class", "second"));
      }
    }
  }

  private void facts(List<HostResult> of) {
    boolean any =
        of.stream()
            .anyMatch(
                r -> r instanceof HostResult.FactValue || r instanceof HostResult.Unavailable);
    if (!any) {
      return;
    }
    html.open("dl", "class", "facts");
    for (HostResult result : of) {
      switch (result) {
        case HostResult.FactValue f ->
            html.leaf("dt", f.test()).leaf("dd", f.value().orElse("not told by this system"));
        case HostResult.Unavailable u ->
            html.leaf("dt", u.test()).leaf("dd", "not available: " + u.reason());
        default -> {}
      }
    }
    html.close();
  }

  private void again() {
    html.leaf("p", "To do it again:");
    html.open("p", "class", "command");
    html.leaf(
        "code",
        "lab run %s%s --budget=%s".formatted(run.experiment().id(), options(), run.budget()));
    html.close();
  }

  /** The options for its settings; those of an earlier lab may not go with the room of today. */
  private String options() {
    Map<String, String> settings = run.experiment().settings();
    try {
      return room.map(r -> Replays.options(r, r.controls().with(r.controls().defaults(), settings)))
          .orElse("");
    } catch (BadInput e) {
      return "";
    }
  }
}
