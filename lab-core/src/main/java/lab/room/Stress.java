package lab.room;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * jcstress tests that try to provoke what a {@code never} or {@code stuck} claim says cannot be.
 *
 * @param cases the tests, in the order in which they run
 */
public record Stress(
    String claim,
    List<StressTest> cases,
    String about,
    Optional<String> analogue,
    Optional<String> unseen)
    implements Evidence {
  public Stress {
    cases = List.copyOf(cases);
  }

  public Stress(String claim, List<StressTest> cases, Optional<String> analogue) {
    this(claim, cases, "", analogue, Optional.empty());
  }

  public static Stress of(String claim, StressTest... cases) {
    return new Stress(claim, List.of(cases), Optional.empty());
  }

  public static Stress of(String claim, List<StressTest> cases) {
    return new Stress(claim, cases, Optional.empty());
  }

  /** The same tests and more. */
  public Stress and(List<StressTest> more) {
    List<StressTest> all = new ArrayList<>(cases);
    all.addAll(more);
    return only(all);
  }

  /** What is stressed, in words. */
  public Stress about(String words) {
    return new Stress(claim, cases, words, analogue, unseen);
  }

  public Stress analogue(String reason) {
    return new Stress(claim, cases, about, Optional.of(reason), unseen);
  }

  /** Why a zero says little, in a few words. */
  public Stress unseen(String reason) {
    return new Stress(claim, cases, about, analogue, Optional.of(reason));
  }

  /** The same evidence by these of its tests. */
  public Stress only(List<StressTest> some) {
    return new Stress(claim, some, about, analogue, unseen);
  }

  @Override
  public String kind() {
    return "stress";
  }

  @Override
  public List<String> tests() {
    return cases.stream().map(StressTest::name).toList();
  }

  @Override
  public List<Map<String, String>> rows() {
    return cases.stream().map(StressTest::settings).distinct().toList();
  }

  @Override
  public Stress at(Address address) {
    return only(cases.stream().map(c -> c.at(address, claim)).toList());
  }
}
