package lab.cli.search;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import lab.cli.command.Console;
import lab.cli.command.ExitCode;
import lab.cli.command.Json;
import lab.cli.orderings.OrderingModel;
import lab.cli.orderings.OrderingModel.Answer;
import lab.cli.orderings.OrderingModel.Weaker;
import lab.cli.render.Text;
import lab.explore.Bounds;
import lab.explore.Replay;
import lab.explore.Schedule;
import lab.input.BadInput;
import lab.memorymodel.MemoryModel;
import lab.memorymodel.labels.ShippedSteps;
import lab.memorymodel.labels.Step;
import lab.room.Room;
import lab.room.Structure;

/**
 * {@code lab break ID --orderings}: weakens each labelled access of each program, under {@code tso}
 * and {@code java}, and names the claim that notices and the shortest schedule; or says that
 * nothing does, with the reason that the code gives. A mode weaker than one that was noticed is not
 * searched again under that model: it allows whatever the stronger one does.
 */
public final class OrderingsBreak {
  private final Console console;
  private final Bounds bounds;
  private final List<String> only;
  private final List<Object> results = new ArrayList<>();

  /** Class to the labels whose weakening something noticed, in any of its programs. */
  private final Map<String, Set<String>> noticed = new LinkedHashMap<>();

  /** Class to the labels that one of its programs has. */
  private final Map<String, Set<String>> modelled = new LinkedHashMap<>();

  /**
   * @param only labels to ask about; empty: all
   */
  public OrderingsBreak(Console console, Bounds bounds, List<String> only) {
    this.console = console;
    this.bounds = bounds;
    this.only = List.copyOf(only);
  }

  /** Asks; exit code 0, for weakening is no prediction. */
  public ExitCode run(List<Room> rooms) {
    check(rooms);
    for (Room room : rooms) {
      for (Structure structure : room.structures()) {
        structure(room, structure);
      }
      room.structures().stream().map(Structure::realClass).distinct().forEach(this::unexplained);
    }
    if (console.json()) {
      Json.print(console, Json.object("results", results));
    }
    return ExitCode.OK;
  }

  private void check(List<Room> rooms) {
    Set<String> known = new TreeSet<>();
    for (Room room : rooms) {
      for (Structure structure : room.structures()) {
        new OrderingModel(structure, bounds).weaker().forEach(w -> known.add(w.label()));
      }
    }
    for (String label : only) {
      if (!known.contains(label)) {
        throw new BadInput(
            "no access %s that can be weaker; there are %s"
                .formatted(label, String.join(", ", known)));
      }
    }
  }

  private void structure(Room room, Structure structure) {
    OrderingModel model = new OrderingModel(structure, bounds);
    heading("%s, %s: %s".formatted(room.address(), structure.name(), structure.realClass()));
    Map<MemoryModel, Set<String>> before = new EnumMap<>(MemoryModel.class);
    for (MemoryModel m : OrderingModel.MODELS) {
      Answer shipped = model.asShipped(m);
      before.put(m, shipped.broken().map(Set::of).orElse(Set.of()));
      line(
          "  as shipped, %s: ".formatted(m.word()),
          shipped
              .broken()
              .map(c -> "%s breaks by itself, and so can notice nothing".formatted(c))
              .orElse("nothing breaks, " + shipped.extent()));
    }
    Set<String> labels = modelled.computeIfAbsent(structure.realClass(), _ -> new TreeSet<>());
    Map<String, Set<MemoryModel>> done = new LinkedHashMap<>();
    for (Weaker weaker : model.weaker()) {
      labels.add(weaker.label());
      if (!only.isEmpty() && !only.contains(weaker.label())) {
        continue;
      }
      Set<MemoryModel> over = done.computeIfAbsent(weaker.label(), _ -> new LinkedHashSet<>());
      List<MemoryModel> left =
          OrderingModel.MODELS.stream().filter(m -> !over.contains(m)).toList();
      if (!left.isEmpty()) {
        blank();
        line("  %s ".formatted(weaker.label()), weaker.from() + " -> " + weaker.to());
      }
      for (MemoryModel m : left) {
        progress(structure, weaker, m);
        Answer answer = model.ask(weaker, m, before.get(m));
        if (answer.notices()) {
          over.add(m);
          noticed.computeIfAbsent(structure.realClass(), _ -> new TreeSet<>()).add(weaker.label());
        }
        answer(room, structure, model, weaker, answer);
      }
    }
  }

  private void answer(
      Room room, Structure structure, OrderingModel model, Weaker weaker, Answer answer) {
    results.add(json(room, structure, weaker, answer));
    String first = "    %s ".formatted(Text.pad(answer.model().word(), 4));
    if (!answer.notices()) {
      String none = answer.complete() ? "nothing notices" : "nothing noticed so far";
      line(first, none + ", " + answer.extent());
      return;
    }
    Schedule schedule = answer.schedule().orElseThrow();
    line(
        first,
        "%s breaks in %d steps: %s"
            .formatted(answer.broken().orElseThrow(), schedule.size(), schedule));
    if (!only.isEmpty()) {
      int n = 0;
      for (Replay.Frame<?> frame :
          Replay.run(model.machine(weaker, answer.model()), schedule).frames()) {
        if (frame.action().isPresent()) {
          n++;
          line("    %4d  ".formatted(n), frame.story());
        }
      }
    }
  }

  /** What nothing noticed, and what no program has: with what the code says of it. */
  private void unexplained(String realClass) {
    if (!only.isEmpty()) {
      return;
    }
    Map<String, Step> steps = new LinkedHashMap<>();
    ShippedSteps.of(realClass).forEach(s -> steps.putIfAbsent(s.label(), s));
    Set<String> seen = noticed.getOrDefault(realClass, Set.of());
    Set<String> known = modelled.getOrDefault(realClass, Set.of());
    String name = realClass.substring(realClass.lastIndexOf('.') + 1);
    heading(name + ": every labelled access");
    line(
        "  something notices: ",
        seen.isEmpty() ? "nowhere" : seen.stream().collect(Collectors.joining(", ")));
    for (Step step : steps.values()) {
      boolean inProgram = known.contains(step.label());
      if (seen.contains(step.label())) {
        continue;
      }
      String why = step.comment().isEmpty() ? "the code gives no reason" : step.comment();
      line(
          "  %s ".formatted(step.label()),
          "%s, %s (line %d). The code says: %s"
              .formatted(
                  step.access(),
                  inProgram ? "nothing notices" : "no program of this room has it",
                  step.line(),
                  why));
    }
  }

  private Map<String, Object> json(Room room, Structure structure, Weaker weaker, Answer answer) {
    return Json.object(
        "id",
        room.id(),
        "structure",
        structure.name(),
        "class",
        structure.realClass(),
        "model",
        answer.model().word(),
        "weakened",
        Json.object("label", weaker.label(), "from", weaker.from(), "to", weaker.to()),
        "answer",
        answer.notices() ? "breaks" : answer.complete() ? "safe" : "no-answer",
        "claim",
        answer.broken().orElse(null),
        "do",
        answer.schedule().map(Schedule::toString).orElse(null),
        "steps",
        answer.schedule().map(Schedule::size).orElse(null),
        "states",
        answer.states(),
        "complete",
        answer.complete(),
        "comment",
        comment(structure.realClass(), weaker.label()).orElse(null));
  }

  private static Optional<String> comment(String realClass, String label) {
    return ShippedSteps.of(realClass).stream()
        .filter(s -> s.label().equals(label))
        .map(Step::comment)
        .filter(c -> !c.isEmpty())
        .findFirst();
  }

  private void progress(Structure structure, Weaker weaker, MemoryModel model) {
    if (console.progress() && !console.plain()) {
      console
          .err()
          .print(
              "\r\u001b[2K%s, %s -> %s, %s …\r"
                  .formatted(structure.name(), weaker.label(), weaker.to(), model.word()));
      console.err().flush();
    }
  }

  private void heading(String text) {
    blank();
    line("", text);
  }

  private void blank() {
    if (!console.json()) {
      console.out().println();
    }
  }

  private void line(String first, String text) {
    if (!console.json()) {
      PrintStream out = console.out();
      Text.hang(first, text, console.width()).forEach(out::println);
    }
  }
}
