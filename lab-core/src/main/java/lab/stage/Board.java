package lab.stage;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Where the pieces of a picture are: core A, bus and core B; driver, PCIe, NIC and wire. Places
 * stand on a grid, so that what is beside each other in the world is so in the picture.
 */
public record Board(List<Place> places) {
  public Board {
    places = List.copyOf(places);
    List<String> held = new ArrayList<>();
    for (Place place : places) {
      for (String piece : place.pieces()) {
        if (held.contains(piece)) {
          throw new IllegalArgumentException(piece + " is in two places");
        }
        held.add(piece);
      }
    }
  }

  /**
   * A place.
   *
   * @param title what it is called, in the words of a sentence: {@code core A}
   * @param column counted from 0
   * @param row counted from 0
   * @param width columns that it takes, at least 1
   * @param tone of whom or what it is
   * @param pieces keys of what is in it, from top to bottom
   */
  public record Place(
      String key, String title, int column, int row, int width, Tone tone, List<String> pieces) {
    public Place {
      pieces = List.copyOf(pieces);
    }

    /** In the first row, one column wide. */
    public static Place at(int column, String title, Tone tone, String... pieces) {
      return new Place(title, title, column, 0, 1, tone, List.of(pieces));
    }

    private Place holding(List<String> other) {
      return new Place(key, title, column, row, width, tone, other);
    }

    /** The same place, that many columns wide. */
    public Place wide(int columns) {
      return new Place(key, title, column, row, columns, tone, pieces);
    }

    /** The same place in that row. */
    public Place below(int rows) {
      return new Place(key, title, column, rows, width, tone, pieces);
    }

    /** The same place, called so in a picture; its key stays. */
    public Place called(String words) {
      return new Place(key, words, column, row, width, tone, pieces);
    }
  }

  /**
   * These places and others in the rows below them. A place that has the key of one of these gives
   * it its pieces; one that is left without any goes.
   */
  Board and(Board below) {
    List<Place> all = new ArrayList<>(places);
    int rows = 0;
    for (Place place : places) {
      rows = Math.max(rows, place.row() + 1);
    }
    for (Place other : below.places) {
      List<String> news = new ArrayList<>();
      for (String piece : other.pieces()) {
        if (of(piece).isEmpty()) {
          news.add(piece);
        }
      }
      int same = indexOf(other.key());
      if (same >= 0) {
        List<String> joined = new ArrayList<>(places.get(same).pieces());
        joined.addAll(news);
        all.set(same, places.get(same).holding(joined));
      } else if (!news.isEmpty()) {
        all.add(other.holding(news).below(rows + other.row()));
      }
    }
    return new Board(all);
  }

  private int indexOf(String key) {
    for (int i = 0; i < places.size(); i++) {
      if (places.get(i).key().equals(key)) {
        return i;
      }
    }
    return -1;
  }

  /** The place that a piece is in. */
  public Optional<Place> of(String piece) {
    for (Place place : places) {
      if (place.pieces().contains(piece)) {
        return Optional.of(place);
      }
    }
    return Optional.empty();
  }
}
