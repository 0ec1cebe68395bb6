package lab.cli.answer;

import java.util.Map;
import lab.room.VerdictWord;

/**
 * What is said of a claim, in one row.
 *
 * @param settings the controls that the row stands for
 * @param sentence one sentence with the numbers that the word rests on
 */
public record Verdict(
    String claim, Map<String, String> settings, VerdictWord word, String sentence) {}
