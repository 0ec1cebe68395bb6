package lab.cli.command;

import java.util.List;
import lab.catalog.Catalog;
import lab.room.Room;

/**
 * What every command is given.
 *
 * @param catalog the rooms there are
 * @param console where to print
 */
public record Lab(Catalog catalog, Console console) {

  /** The rooms of these ids, or every room if none is given. */
  public List<Room> rooms(List<String> ids) {
    return ids.isEmpty() ? catalog.rooms() : ids.stream().map(catalog::room).toList();
  }
}
