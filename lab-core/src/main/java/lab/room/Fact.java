package lab.room;

import java.util.List;
import java.util.Optional;

/** Something read from the host, such as the cache-line size. */
public record Fact(String claim, String name, String about, Optional<String> analogue)
    implements Evidence {
  public static Fact of(String claim, String name) {
    return new Fact(claim, name, "", Optional.empty());
  }

  /** What is read, in words. */
  public Fact about(String words) {
    return new Fact(claim, name, words, analogue);
  }

  @Override
  public String kind() {
    return "fact";
  }

  @Override
  public List<String> tests() {
    return List.of(name);
  }

  @Override
  public Fact at(Address address) {
    return this;
  }
}
