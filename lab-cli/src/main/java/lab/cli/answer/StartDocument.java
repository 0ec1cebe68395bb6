package lab.cli.answer;

import java.util.List;

/**
 * What {@code lab} alone tells.
 *
 * @param machine processor, CPUs, operating system and Java, in one line
 * @param experiments ids in reading order
 * @param commands what to try, as it is typed
 * @param purposes what each of the commands is for, in their order
 * @param catalogue the experiments in reading order, a line each
 */
public record StartDocument(
    String machine,
    List<String> experiments,
    List<String> commands,
    List<String> purposes,
    List<ShowDocument.Listing> catalogue) {
  public StartDocument {
    experiments = List.copyOf(experiments);
    commands = List.copyOf(commands);
    purposes = List.copyOf(purposes);
    catalogue = List.copyOf(catalogue);
  }
}
