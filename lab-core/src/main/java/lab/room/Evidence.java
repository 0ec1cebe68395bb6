package lab.room;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A way to ask the host about a claim. An analogue shows something like the effect where the effect
 * itself cannot be shown; its reason is printed wherever its numbers are.
 *
 * <p>A room names its tests shortly, as in {@code BareStack}; the room's address supplies the rest,
 * so that evidence which has come out of a {@link Room} has whole names.
 */
public sealed interface Evidence permits Stress, Bench, Series, Live, Fact, NoEvidence {

  /** {@code stress}, {@code bench}, {@code series}, {@code live}, {@code fact} or {@code none}. */
  String kind();

  /** Name of the claim of the room's machine that is asked about. */
  String claim();

  /** Why this is an analogue only, if it is one. */
  Optional<String> analogue();

  /**
   * Why what the claim rules out may not be seen although it can happen, where a CPU's memory has
   * no part in it. Without one a memory model's answer gives the reason.
   */
  default Optional<String> unseen() {
    return Optional.empty();
  }

  /**
   * What is looked at, in words and as a noun phrase, as in {@code the shipped stack, its nodes
   * reused}: a name of a class tells a reader nothing. For evidence that there is none of, empty.
   */
  String about();

  /** What is run or read, by name; empty where there is no way to ask. */
  List<String> tests();

  /** The rows of settings that it stands for; one without any stands for those of the run. */
  default List<Map<String, String>> rows() {
    return List.of(Map.of());
  }

  /** The same evidence with whole names, as part of the room at that address. */
  Evidence at(Address address);
}
