package lab.room;

import java.util.List;
import java.util.Optional;

/** Placeholder: to be designed below. */
public record Series(String claim) implements Evidence {
  @Override
  public String kind() {
    return "series";
  }

  @Override
  public Optional<String> analogue() {
    return Optional.empty();
  }

  @Override
  public List<String> tests() {
    return List.of();
  }

  @Override
  public Series at(Address address) {
    return this;
  }
}
