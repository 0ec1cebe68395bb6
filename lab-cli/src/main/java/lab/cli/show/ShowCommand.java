package lab.cli.show;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import lab.cli.command.ExitCode;
import lab.cli.command.Json;
import lab.cli.command.Lab;
import lab.cli.command.LabCommand;
import lab.explore.Claim;
import lab.room.Choice;
import lab.room.Control;
import lab.room.Range;
import lab.room.Room;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** The catalogue, or what there is to know of one experiment before driving it. */
@Command(name = "show", description = "The catalogue, or one experiment.")
public final class ShowCommand extends LabCommand {
  @Parameters(arity = "0..*", paramLabel = "ID", description = "Experiments, as in aba.")
  private List<String> ids = new ArrayList<>();

  public ShowCommand(Lab lab) {
    super(lab);
  }

  @Override
  public ExitCode run() {
    List<Room> rooms = lab().rooms(ids);
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

  private static Map<String, Object> json(Room room) {
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
                    "kind", e.kind(), "tests", e.tests(), "analogue", e.analogue().orElse(null)))
            .toList());
  }

  private static Map<String, Object> json(Control<?> control) {
    Map<String, Object> json = Json.object("name", control.name(), "kind", control.kind());
    switch (control) {
      case Choice<?> c ->
          json.putAll(Json.object("values", c.words(), "default", c.defaultValue()));
      case Range c -> {
        json.putAll(Json.object("min", c.min(), "max", c.max(), "default", c.defaultNumber()));
        json.putAll(
            Json.object("log", c.scale().log(), "step", c.scale().step(), "unit", c.unit()));
      }
    }
    json.putAll(
        Json.object(
            "text",
            control.text(),
            "primary",
            control.place().primary(),
            "group",
            control.place().group()));
    return json;
  }

  static List<? extends Claim<?>> claims(Room room) {
    return room.claims(room.controls().defaults());
  }
}
