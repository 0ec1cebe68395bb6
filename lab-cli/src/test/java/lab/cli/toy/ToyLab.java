package lab.cli.toy;

import java.util.List;
import lab.catalog.Catalog;

/** The catalogue of the toys. */
public final class ToyLab {
  private ToyLab() {}

  public static Catalog catalog() {
    return new Catalog(List.of(CounterRoom.room(), DoorsRoom.room()));
  }
}
