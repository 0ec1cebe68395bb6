package lab.cli.answer;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Optional;

/**
 * What {@code --orderings} tells beside its results.
 *
 * @param access the labels that were asked about; empty: all
 * @param programs what the models say of the programs as they ship
 * @param classes every labelled access of the classes; empty if only some were asked about
 */
public record Orderings(List<String> access, List<AsShipped> programs, List<Labelled> classes) {
  public Orderings {
    access = List.copyOf(access);
    programs = List.copyOf(programs);
    classes = List.copyOf(classes);
  }

  /**
   * A program as it ships, under one model.
   *
   * @param claim what breaks by itself, and so can notice nothing
   */
  public record AsShipped(
      String id,
      String address,
      String structure,
      @JsonProperty("class") String realClass,
      String model,
      Optional<String> claim,
      long states,
      boolean complete,
      String extent) {}

  /**
   * A shipped class.
   *
   * @param noticed labels of the accesses that some claim of some program needs as they are, sorted
   * @param accesses in the order of the byte code
   */
  public record Labelled(
      String id,
      @JsonProperty("class") String realClass,
      List<String> noticed,
      List<Access> accesses) {
    public Labelled {
      noticed = List.copyOf(noticed);
      accesses = List.copyOf(accesses);
    }
  }

  /**
   * A labelled access.
   *
   * @param access the method that is called, such as {@code getAcquire}
   * @param line of the source
   * @param modelled whether a program of this room has it
   * @param comment what the code says of it
   */
  public record Access(
      String label, String access, int line, boolean modelled, Optional<String> comment) {}
}
