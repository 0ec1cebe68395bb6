package lab.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import lab.catalog.Control;
import lab.catalog.Evidence;
import lab.catalog.Experiment;
import lab.explore.Claim;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** The catalogue, or what there is to know of one experiment before driving it. */
@Command(name = "show", description = "The catalogue, or one experiment.")
final class ShowCommand extends LabCommand {
  @Parameters(arity = "0..*", paramLabel = "ID", description = "Experiments, as in aba.")
  private List<String> ids = new ArrayList<>();

  ShowCommand(Lab lab) {
    super(lab);
  }

  @Override
  protected ExitCode run() {
    List<Experiment> rooms = lab().rooms(ids);
    if (console().json()) {
      Json.print(
          console(), Json.object("experiments", rooms.stream().map(ShowCommand::json).toList()));
    } else if (ids.isEmpty()) {
      new ShowText(console()).catalogue(rooms);
    } else {
      new ShowText(console()).rooms(rooms);
    }
    return ExitCode.OK;
  }

  private static Map<String, Object> json(Experiment room) {
    return Json.object(
        "id",
        room.id(),
        "area",
        room.area(),
        "title",
        room.title(),
        "question",
        room.question(),
        "controls",
        room.controls().list().stream().map(ShowCommand::json).toList(),
        "claims",
        claims(room).stream()
            .map(c -> Json.object("name", c.name(), "kind", c.kind(), "text", c.text()))
            .toList(),
        "fixed",
        room.fixed().values(),
        "evidence",
        room.evidence().stream()
            .map(e ->
                Json.object(
                    "kind", e.kind(), "tests", tests(e), "analogue", e.analogue().orElse(null)))
            .toList());
  }

  private static Map<String, Object> json(Control control) {
    return switch (control) {
      case Control.Choice c ->
          Json.object(
              "name",
              c.name(),
              "kind",
              c.kind(),
              "values",
              c.values(),
              "default",
              c.defaultValue(),
              "text",
              c.text());
      case Control.Range c ->
          Json.object(
              "name",
              c.name(),
              "kind",
              c.kind(),
              "min",
              c.min(),
              "max",
              c.max(),
              "default",
              c.defaultNumber(),
              "text",
              c.text());
    };
  }

  static List<? extends Claim<?>> claims(Experiment room) {
    return room.scene(room.controls().defaults()).machine().claims();
  }

  /** What is run or read, by name; empty where there is no way to ask. */
  static List<String> tests(Evidence evidence) {
    return switch (evidence) {
      case Evidence.Stress e -> e.tests().stream().map(Evidence.StressTest::name).toList();
      case Evidence.Bench e -> e.benchmarks().stream().map(Evidence.Benchmark::method).toList();
      case Evidence.Live e -> List.of(e.main());
      case Evidence.Fact e -> List.of(e.name());
      case Evidence.None e -> List.of();
    };
  }
}
