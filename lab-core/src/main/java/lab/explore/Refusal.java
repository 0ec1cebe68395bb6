package lab.explore;

/**
 * Something that a person may expect to be possible in a state, and why it is not.
 *
 * @param action what is not possible; no step of that state has it
 * @param reason a few words or a sentence, as in {@code nothing to fetch: HEAD = TAIL}
 */
public record Refusal(Action action, String reason) {}
