package lab.cli.report.html;

import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import lab.cli.answer.ModelAnswer;
import lab.cli.answer.RunDocument;
import lab.cli.answer.Words;
import lab.cli.render.Replays;
import lab.cli.render.html.Html;
import lab.cli.render.html.PageRenderer;
import lab.explore.Schedule;
import lab.room.Room;
import lab.stage.Stage;

/** The shortest schedule that breaks a claim as a strip of pictures, and the same steps fixed. */
final class FilmStrip {
  /** Frames that are shown; those before them are told and folded. */
  private static final int MOST = 8;

  /** Of a frame, four of which stand in a row on a wide screen. */
  private static final int WIDTH = 252;

  private final Html html;
  private final Room room;

  /** Begins every id. */
  private final String id;

  FilmStrip(Html html, Room room, String id) {
    this.html = html;
    this.room = room;
    this.id = id;
  }

  /** The first schedule of the run that breaks a claim; a sentence where there is none. */
  void write(RunDocument run) {
    html.leaf("h3", "How it breaks");
    List<ModelAnswer> broken =
        run.model().stream()
            .filter(ModelAnswer::canHappen)
            .filter(m -> m.costs().isEmpty())
            .toList();
    if (broken.isEmpty()) {
      html.open("p");
      html.text("No schedule breaks a claim that this machine was asked about. The others: ");
      html.leaf("code", "lab break " + room.id()).text(".").close();
      return;
    }
    ModelAnswer answer = broken.getFirst();
    Film.of(room, answer).ifPresentOrElse(film -> strip(answer, film), () -> changedSince(answer));
  }

  private void changedSince(ModelAnswer answer) {
    html.open("p").text("The room has changed since this run and does not take its steps: ");
    html.leaf("code", answer.schedule().orElse("no steps")).text(". ");
    html.text("This shows how it breaks today: ");
    html.leaf("code", "lab break " + room.id()).text(".").close();
  }

  private void strip(ModelAnswer answer, Film film) {
    Schedule schedule = Schedule.parse(answer.schedule().orElseThrow());
    html.open("p");
    html.text("Claim ").leaf("code", answer.claim()).text(" breaks in ");
    html.text(Words.steps(film.steps())).text(". To drive it:").close();
    html.open("p", "class", "command");
    html.leaf("code", Replays.line(room, film.settings(), schedule)).close();
    int first = Math.max(0, film.frames().size() - MOST);
    if (first > 0) {
      folded(film, first);
    }
    html.open("ol", "class", "film");
    film.frames().subList(first, film.frames().size()).forEach(f -> frame(film, f));
    html.close();
    Film fixed = Film.of(room, room.fixed(), schedule);
    fixed(film, fixed);
  }

  /** The sentences are for everybody; only what they look like is folded. */
  private void folded(Film film, int until) {
    html.open("ol", "class", "steps");
    film.frames().subList(1, until).forEach(f -> step(f, ""));
    html.close();
    html.open("details");
    html.leaf("summary", "Pictures of the steps before");
    html.open("ol", "class", "film");
    film.frames().subList(0, Math.min(until, 2 * MOST)).forEach(f -> frame(film, f));
    html.close().close();
  }

  private void step(Film.Frame frame, String flag) {
    html.open("li", "value", Integer.toString(frame.step()));
    html.leaf("code", frame.action()).text(" " + frame.story());
    if (!flag.isEmpty()) {
      html.text(" ").leaf("strong", flag, "class", "tag tone-warn");
    }
    html.close();
  }

  private void frame(Film film, Film.Frame frame) {
    boolean last = frame.step() == film.steps();
    html.open("li", "class", last ? "frame tone-bad" : "frame tone-idle");
    html.open("p", "class", "frame-head");
    html.leaf("strong", frame.step() == 0 ? "start" : Integer.toString(frame.step()));
    if (frame.step() > 0) {
      html.text(" ").leaf("code", frame.action());
    }
    html.close();
    if (frame.step() > 0) {
      html.leaf("p", frame.story(), "class", "story");
    }
    picture(frame, last ? frame.whole() : frame.essence(), "f" + frame.step());
    html.close();
  }

  private void picture(Film.Frame frame, Stage stage, String name) {
    html.add(new PageRenderer(WIDTH, false).render(stage, frame.changed(), id + "-" + name));
  }

  private void fixed(Film film, Film fixed) {
    OptionalInt difference = film.firstDifference(fixed);
    html.open("h3").text("The same steps, fixed");
    html.text(" ").leaf("code", Replays.options(room, room.fixed()).strip()).close();
    html.leaf("p", differing(film));
    html.open("ol", "class", "steps");
    for (Film.Frame frame : fixed.frames().subList(1, fixed.frames().size())) {
      boolean first = difference.isPresent() && difference.getAsInt() == frame.step();
      step(frame, first ? "first difference" : "");
    }
    html.close();
    fixed
        .refusal()
        .ifPresent(why -> {
          html.open("p").leaf("strong", "first to differ", "class", "tag tone-warn");
          html.text(" " + sentence(why)).close();
        });
    if (difference.isEmpty()) {
      html.leaf("p", "Every step goes as before; what differs is what it leads to.");
    }
    int shown = Math.min(difference.orElse(fixed.steps()), fixed.steps());
    if (shown > 0) {
      html.open("ol", "class", "film");
      frameOfFixed(fixed.frames().get(shown));
      html.close();
    }
  }

  private void frameOfFixed(Film.Frame frame) {
    html.open("li", "class", "frame tone-ok");
    html.open("p", "class", "frame-head").leaf("strong", "fixed, " + frame.step()).text(" ");
    html.leaf("code", frame.action()).close();
    html.leaf("p", frame.story(), "class", "story");
    picture(frame, frame.whole(), "fixed");
    html.close();
  }

  /** {@code tag is unbounded in place of off.} */
  private String differing(Film film) {
    return room.fixed().values().entrySet().stream()
        .filter(e -> !e.getValue().equals(film.settings().get(e.getKey())))
        .map(e ->
            "%s is %s in place of %s"
                .formatted(e.getKey(), e.getValue(), film.settings().get(e.getKey())))
        .collect(Collectors.joining("; ", "", "."));
  }

  private static String sentence(String words) {
    String first = words.substring(0, 1).toUpperCase(Locale.ROOT);
    return first + words.substring(1) + (words.endsWith(".") ? "" : ".");
  }
}
