package lab.cli.search;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import lab.cli.answer.BreakDocument;
import lab.cli.answer.BreakDocument.Result;
import lab.cli.answer.Documents;
import lab.cli.answer.Orderings;
import lab.cli.answer.Orderings.Access;
import lab.cli.answer.Orderings.AsShipped;
import lab.cli.answer.Orderings.Labelled;
import lab.cli.command.Console;
import lab.cli.command.ExitCode;
import lab.cli.command.SignOfLife;
import lab.cli.orderings.OrderingModel;
import lab.cli.orderings.OrderingModel.Answer;
import lab.cli.orderings.OrderingModel.Weaker;
import lab.explore.Bounds;
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
  private final List<Result> results = new ArrayList<>();
  private final List<AsShipped> programs = new ArrayList<>();
  private final List<Labelled> classes = new ArrayList<>();

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
    OrderingsText text = new OrderingsText(console);
    for (Room room : rooms) {
      int from = results.size();
      int program = programs.size();
      int type = classes.size();
      room(room);
      if (!console.json()) {
        text.print(document(from, program, type));
        console.release();
      }
    }
    if (console.json()) {
      console.out().println(Documents.text(document(0, 0, 0)));
    }
    return ExitCode.OK;
  }

  /** What was found since there were so many results, programs and classes. */
  private BreakDocument document(int result, int program, int type) {
    return new BreakDocument(
        results.subList(result, results.size()),
        Optional.of(
            new Orderings(
                only,
                programs.subList(program, programs.size()),
                classes.subList(type, classes.size()))));
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

  private void room(Room room) {
    for (Structure structure : room.structures()) {
      String what = "searching %s, %s".formatted(room.id(), structure.name());
      try (SignOfLife sign = SignOfLife.of(console, what)) {
        structure(room, structure, sign);
      }
    }
    if (only.isEmpty()) {
      room.structures().stream()
          .map(Structure::realClass)
          .distinct()
          .forEach(c -> classes.add(labelled(room, c)));
    }
  }

  private void structure(Room room, Structure structure, SignOfLife sign) {
    OrderingModel model = new OrderingModel(structure, bounds).telling(sign);
    Map<MemoryModel, Set<String>> before = new EnumMap<>(MemoryModel.class);
    for (MemoryModel m : OrderingModel.MODELS) {
      Answer shipped = model.asShipped(m);
      before.put(m, shipped.broken().map(Set::of).orElse(Set.of()));
      programs.add(asShipped(room, structure, shipped));
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
      for (MemoryModel m : left) {
        sign.now(
            "searching %s, %s: %s -> %s, %s"
                .formatted(room.id(), structure.name(), weaker.label(), weaker.to(), m.word()));
        Answer answer = model.ask(weaker, m, before.get(m));
        if (answer.notices()) {
          over.add(m);
          noticed.computeIfAbsent(structure.realClass(), _ -> new TreeSet<>()).add(weaker.label());
        }
        results.add(Results.of(room, structure, bounds, weaker, answer, model));
      }
    }
  }

  private static AsShipped asShipped(Room room, Structure structure, Answer shipped) {
    return new AsShipped(
        room.id(),
        room.address(),
        structure.name(),
        structure.realClass(),
        shipped.model().word(),
        shipped.broken(),
        shipped.states(),
        shipped.complete(),
        shipped.extent());
  }

  private Labelled labelled(Room room, String realClass) {
    Map<String, Step> steps = new LinkedHashMap<>();
    ShippedSteps.of(realClass).forEach(s -> steps.putIfAbsent(s.label(), s));
    Set<String> known = modelled.getOrDefault(realClass, Set.of());
    List<Access> accesses =
        steps.values().stream()
            .map(s ->
                new Access(
                    s.label(),
                    s.access(),
                    s.line(),
                    known.contains(s.label()),
                    Optional.of(s.comment()).filter(c -> !c.isEmpty())))
            .toList();
    return new Labelled(
        room.id(),
        realClass,
        List.copyOf(noticed.getOrDefault(realClass, new TreeSet<>())),
        accesses);
  }
}
