package lab.cli.show;

import java.io.PrintStream;
import java.util.List;
import java.util.stream.Stream;
import lab.cli.command.Console;
import lab.cli.render.Look;
import lab.cli.render.Look.Ink;
import lab.cli.render.Replays;
import lab.cli.render.Text;
import lab.explore.Claim;
import lab.room.Bench;
import lab.room.Control;
import lab.room.Evidence;
import lab.room.Fact;
import lab.room.Live;
import lab.room.NoEvidence;
import lab.room.Room;
import lab.room.Series;
import lab.room.Stress;

/** The catalogue and the rooms as people read them. The answers are not told: they are found. */
final class ShowText {
  private static final int MOST_TESTS = 6;

  private final PrintStream out;
  private final Look look;

  ShowText(Console console) {
    this.out = console.out();
    this.look = Look.of(console);
  }

  void catalogue(List<Room> rooms) {
    int widest = rooms.stream().mapToInt(r -> r.id().length()).max().orElse(0);
    String area = "";
    for (Room room : rooms) {
      if (!room.area().equals(area)) {
        out.print(area.isEmpty() ? "" : "\n");
        area = room.area();
        heading(area);
      }
      hang("  " + Text.pad(room.id(), widest) + "  ", room.question());
    }
  }

  void rooms(List<Room> rooms) {
    for (int i = 0; i < rooms.size(); i++) {
      out.print(i == 0 ? "" : "\n\n");
      room(rooms.get(i));
    }
  }

  private void room(Room room) {
    heading(room.address() + ": " + room.title());
    hang("", room.question());

    section("Controls");
    List<Control<?>> controls = room.controls().list();
    int widest = controls.stream().mapToInt(c -> c.name().length()).max().orElse(0);
    for (Control<?> control : controls) {
      hang("  " + Text.pad(control.name(), widest) + "  ", control.text());
      // Blanks between the values, so that a long list is broken between them.
      String values = control.domain().replace("|", " | ");
      hang(
          " ".repeat(widest + 4),
          values + "; default " + control.defaultValue() + fixed(room, control));
    }

    section("Claims");
    for (Claim<?> claim : ShowCommand.claims(room)) {
      hang("  ", "%s (%s)".formatted(claim.name(), claim.kind()));
      hang("      ", claim.text());
    }

    section("Evidence on a real machine");
    room.evidence().forEach(this::evidence);

    section("Code");
    hang("  ", "package " + room.packageName());

    section("To type");
    hang("  ", Replays.line(room, room.controls().defaults(), lab.explore.Schedule.empty()));
    hang("  ", "lab break " + room.id());
    hang("  ", "lab run " + room.id());
  }

  private static String fixed(Room room, Control<?> control) {
    String fixed = room.fixed().get(control.name());
    return fixed.equals(control.defaultValue()) ? "" : ", fixed preset " + fixed;
  }

  private void evidence(Evidence evidence) {
    List<String> tests = evidence.tests();
    String what =
        switch (evidence) {
          case Stress e -> "jcstress tests of " + e.claim();
          case Series e -> "a series for " + e.claim();
          case Bench e -> "JMH benchmarks of " + e.claim();
          case Live e -> "a live run for " + e.claim();
          case Fact e -> "a fact of this host for " + e.claim();
          case NoEvidence e -> "%s: %s".formatted(e.claim(), e.reason());
        };
    hang("  ", evidence.kind() + ": " + what);
    evidence.analogue().ifPresent(reason -> hang("      ", "an analogue: " + reason));
    Stream.concat(
            tests.stream().distinct().limit(MOST_TESTS),
            tests.stream().distinct().count() > MOST_TESTS
                ? Stream.of(
                    "and %,d more".formatted(tests.stream().distinct().count() - MOST_TESTS))
                : Stream.of())
        .forEach(t -> hang("      ", t));
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
