package lab.memorymodel.litmus;

import java.util.Optional;
import lab.memorymodel.litmus.Condition.Proposition;
import lab.memorymodel.litmus.Condition.Quantifier;

/** {@code exists (0:r0=1 /\ x=2)}; also reads what {@code locations} names. */
final class ConditionParser {
  private final Tokens in;
  private final Names names;

  ConditionParser(Tokens in, Names names) {
    this.in = in;
    this.names = names;
  }

  /** The condition, if there is one; nothing may follow it. */
  Optional<Condition> read() {
    Token first = in.peek();
    if (first.kind() == Token.Kind.END) {
      return Optional.empty();
    }
    Quantifier quantifier = quantifier();
    Proposition proposition = implication();
    Token rest = in.peek();
    if (rest.kind() != Token.Kind.END) {
      throw in.error(rest, "/\\, \\/ or the end of the file");
    }
    return Optional.of(new Condition(quantifier, proposition, in.textSince(first)));
  }

  private Quantifier quantifier() {
    Token first = in.peek();
    if (in.accept("~")) {
      in.expect("exists");
      return Quantifier.NOT_EXISTS;
    }
    if (in.accept("exists")) {
      return Quantifier.EXISTS;
    }
    if (in.accept("forall")) {
      return Quantifier.FORALL;
    }
    throw in.error(first, "locations, exists, ~exists, forall or the end of the file");
  }

  private Proposition implication() {
    Proposition a = disjunction();
    return in.accept("=>") ? new Condition.Or(new Condition.Not(a), implication()) : a;
  }

  private Proposition disjunction() {
    Proposition a = conjunction();
    while (in.accept("\\/")) {
      a = new Condition.Or(a, conjunction());
    }
    return a;
  }

  private Proposition conjunction() {
    Proposition a = factor();
    while (in.accept("/\\")) {
      a = new Condition.And(a, factor());
    }
    return a;
  }

  private Proposition factor() {
    if (in.accept("not") || in.accept("~")) {
      in.enter();
      Proposition negated = new Condition.Not(factor());
      in.leave();
      return negated;
    }
    if (in.accept("(")) {
      in.enter();
      Proposition inner = implication();
      in.expect(")", "/\\, \\/ or )");
      in.leave();
      return inner;
    }
    if (in.peek().is("true") || in.peek().is("false")) {
      return new Condition.Truth(in.next().is("true"));
    }
    Observed left = names.read(in);
    boolean equal = !in.peek().is("<>") && !in.peek().is("!=");
    if (equal) {
      in.expect("=", "= or <>");
    } else {
      in.next();
    }
    return new Condition.Comparison(left, equal, in.number("a number"));
  }
}
