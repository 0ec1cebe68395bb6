package lab.room;

import java.util.List;
import java.util.Optional;

/** There is no way to ask the host, for this reason. */
public record NoEvidence(String claim, String reason) implements Evidence {
  @Override
  public String kind() {
    return "none";
  }

  @Override
  public Optional<String> analogue() {
    return Optional.empty();
  }

  @Override
  public String about() {
    return "";
  }

  @Override
  public List<String> tests() {
    return List.of();
  }

  @Override
  public NoEvidence at(Address address) {
    return this;
  }
}
