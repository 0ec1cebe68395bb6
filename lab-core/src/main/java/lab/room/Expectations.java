package lab.room;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import lab.explore.Claim;
import lab.explore.Exploration.Outcome;

/**
 * What a room's machine must answer for the lab to agree with itself: a rule, and what differs from
 * it. By default the default preset breaks every {@code never} and {@code stuck} and the fixed one
 * none, A beats B, and what should be reached is.
 *
 * @param byDefault claim to answer, where the default preset differs from the rule
 * @param whenFixed claim to answer, where the fixed one does
 */
public record Expectations(Map<String, Outcome> byDefault, Map<String, Outcome> whenFixed) {
  public Expectations {
    byDefault = Ordered.copy(byDefault);
    whenFixed = Ordered.copy(whenFixed);
  }

  /** The answer under a preset; empty for settings that somebody chose. */
  public Optional<Outcome> of(Preset preset, Claim<?> claim) {
    return switch (preset) {
      case CHOSEN -> Optional.empty();
      case DEFAULT -> Optional.of(byDefault.getOrDefault(claim.name(), rule(claim, true)));
      case FIXED -> Optional.of(whenFixed.getOrDefault(claim.name(), rule(claim, false)));
    };
  }

  private static Outcome rule(Claim<?> claim, boolean breaks) {
    return switch (claim) {
      case Claim.Never<?> c -> breaks ? Outcome.BREAKS : Outcome.SAFE;
      case Claim.Stuck<?> c -> breaks ? Outcome.BREAKS : Outcome.SAFE;
      case Claim.Beats<?> c -> Outcome.SAFE;
      case Claim.Sometimes<?> c -> Outcome.REACHED;
      case Claim.Reach<?> c -> Outcome.REACHED;
    };
  }

  /** Names of the claims that do not follow the rule. */
  public Set<String> exceptions() {
    Set<String> names = new LinkedHashSet<>(byDefault.keySet());
    names.addAll(whenFixed.keySet());
    return names;
  }

  /**
   * Names of the claims that are excepted although the rule says the same of them.
   *
   * @param broken the claims under the default preset
   * @param mended the claims under the fixed one
   */
  public Set<String> needless(List<? extends Claim<?>> broken, List<? extends Claim<?>> mended) {
    Set<String> needless = new LinkedHashSet<>();
    for (Claim<?> claim : broken) {
      if (byDefault.get(claim.name()) == rule(claim, true)) {
        needless.add(claim.name());
      }
    }
    for (Claim<?> claim : mended) {
      if (whenFixed.get(claim.name()) == rule(claim, false)) {
        needless.add(claim.name());
      }
    }
    return needless;
  }
}
